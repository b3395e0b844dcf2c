package io.ringway.media.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.codec.silk.SilkDecoder;
import java.util.Arrays;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever comes: it ends, stays within its room, and is what libopus makes of it. */
@Timeout(60)
class SilkDecoderFuzzTest {

    private static final int ROUNDS = 10_000;
    private static final short UNTOUCHED = 0x5A5A;

    /** Random bytes, decoded or restored from with random room. */
    @ParameterizedTest
    @CsvSource({"16000, 1", "8000, 2"})
    void shouldStayWithinItsRoom(int rateHz, long seed) {
        Random random = new Random(seed);
        SilkDecoder decoder = new SilkDecoder(rateHz);
        int most = rateHz * 120 / 1_000;
        UnsafeBuffer pcm = TestSound.offHeap(2 * most + 16);
        int decoded = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = packet(random);
            // Bounds checks are on in tests: a read past the end would throw.
            UnsafeBuffer packet = new UnsafeBuffer(bytes);
            int room = random.nextInt(5) == 0 ? random.nextInt(most) : most;
            pcm.putShort(2 * room, UNTOUCHED);
            int samples =
                    switch (random.nextInt(8)) {
                        case 0 -> decoder.restore(packet, 0, bytes.length, pcm, 0, room);
                        case 1 -> decoder.conceal(room, pcm, 0);
                        default -> decoder.decode(packet, 0, bytes.length, pcm, 0, room);
                    };
            boolean within = samples >= 0 && samples <= room;
            assertTrue(within || samples == SilkDecoder.UNSUITED, samples + " of " + room);
            assertEquals(UNTOUCHED, pcm.getShort(2 * room), "seed " + seed + ", round " + round);
            decoded += samples > 0 ? 1 : 0;
        }
        assertTrue(decoded > ROUNDS / 4, "only " + decoded + " packets");
    }

    /** Random bits say the wildest things; both decoders have to understand them alike. */
    @ParameterizedTest
    @CsvSource({"16000, 3", "8000, 4"})
    void shouldAgreeWithLibopusOnNonsense(int rateHz, long seed) {
        Random random = new Random(seed);
        int decoded = 0;
        try (SilkPair pair = new SilkPair(rateHz)) {
            for (int round = 0; round < ROUNDS / 4; round++) {
                if (pair.decode(packet(random)) > 0) {
                    decoded++;
                }
            }
        }
        assertTrue(decoded > ROUNDS / 40, "only " + decoded + " packets");
    }

    /** Speech cut short. */
    @ParameterizedTest
    @CsvSource({"16000", "8000"})
    void shouldAgreeWithLibopusOnTruncatedPackets(int rateHz) {
        Random random = new Random(5);
        int decoded = 0;
        try (SilkPair pair = new SilkPair(rateHz)) {
            for (byte[] whole : OpusStream.redundantVoice().packets()) {
                byte[] cut = Arrays.copyOf(whole, 2 + random.nextInt(whole.length - 1));
                decoded += pair.decode(cut) > 0 ? 1 : 0;
            }
        }
        assertTrue(decoded > 20, "only " + decoded + " packets");
    }

    /** Suitable first bytes mostly; short ones often, for nothing may be spare in SILK frames. */
    private static byte[] packet(Random random) {
        byte[] bytes = new byte[1 + random.nextInt(random.nextBoolean() ? 40 : 300)];
        random.nextBytes(bytes);
        if (random.nextInt(10) > 0) {
            int config = 8 + random.nextInt(8);
            int code = random.nextInt(4) == 0 ? random.nextInt(4) : 0;
            bytes[0] = (byte) ((config << 3) | code);
        }
        return bytes;
    }
}
