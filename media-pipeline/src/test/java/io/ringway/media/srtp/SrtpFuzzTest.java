package io.ringway.media.srtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.counters.Counter;
import java.util.Arrays;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Mutated and random packets are refused by a code, never by an exception, and leave no state. */
class SrtpFuzzTest {

    private static final long SEED = 20_260_101;
    private static final int ROUNDS = 20_000;
    private static final int SSRC = 0x5EED_5EED;

    @ParameterizedTest
    @MethodSource("io.ringway.media.srtp.Sessions#providersAndProfiles")
    void shouldRefuseMutatedPackets(CryptoProvider provider, SrtpProfile profile) {
        SrtpKeys keys = Sessions.loopKeys(profile);
        Random random = new Random(SEED);
        UnsafeBuffer packet = Sessions.buffer();
        UnsafeBuffer out = Sessions.buffer();
        try (SrtpCrypto crypto = Sessions.crypto(provider);
                SrtpSender sender = crypto.newSender(keys);
                SrtpReceiver receiver = crypto.newReceiver(keys)) {
            byte[] rtp = sealRtp(sender);
            byte[] rtcp = sealRtcp(sender);
            for (int round = 0; round < ROUNDS; round++) {
                byte[] original = round % 2 == 0 ? rtp : rtcp;
                byte[] mutated = mutate(original, random);
                if (Arrays.equals(mutated, original)) {
                    continue;
                }
                packet.putBytes(0, mutated);
                int length = mutated.length;
                mustBeRefused(receiver.openRtp(packet, 0, length, out, 0), round);
                mustBeRefused(receiver.openRtcp(packet, 0, length, out, 0), round);
            }
            assertEquals(0, receiver.rtpSsrcs());
            packet.putBytes(0, rtp);
            assertTrue(receiver.openRtp(packet, 0, rtp.length, out, 0) > 0);
        }
    }

    private static void mustBeRefused(int code, int round) {
        assertTrue(code < 0, "seed " + SEED + ", round " + round + " was accepted");
        assertTrue(Counter.ofCode(code).isDrop());
    }

    private static byte[] mutate(byte[] original, Random random) {
        if (random.nextInt(4) == 0) {
            byte[] noise = new byte[random.nextInt(400)];
            random.nextBytes(noise);
            if (noise.length > 1) {
                noise[0] = (byte) (0x80 | (noise[0] & 0x3F));
            }
            return noise;
        }
        byte[] mutated = original.clone();
        for (int i = 0; i <= random.nextInt(4); i++) {
            mutated[random.nextInt(mutated.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return random.nextBoolean()
                ? mutated
                : Arrays.copyOf(mutated, random.nextInt(mutated.length + 20));
    }

    private static byte[] sealRtp(SrtpSender sender) {
        byte[] plain = Sessions.rtp(SSRC, 0x7FFF, 120);
        UnsafeBuffer sealed = Sessions.buffer();
        int length = sender.sealRtp(Sessions.buffer(plain), 0, plain.length, sealed, 0);
        return Sessions.bytes(sealed, 0, length);
    }

    private static byte[] sealRtcp(SrtpSender sender) {
        byte[] plain = Sessions.rtcp(SSRC, 77);
        UnsafeBuffer sealed = Sessions.buffer();
        int length = sender.sealRtcp(Sessions.buffer(plain), 0, plain.length, sealed, 0);
        return Sessions.bytes(sealed, 0, length);
    }
}
