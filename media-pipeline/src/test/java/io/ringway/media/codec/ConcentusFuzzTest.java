package io.ringway.media.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Concentus throws on packets nobody sends; behind its guard nothing of that is seen. */
@Timeout(60)
class ConcentusFuzzTest {

    private static final int PACKETS = 6_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldYieldALengthOrARefusalForAnyPacketAndGoOn(long seed) {
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        OpusStream voice = OpusStream.voice();
        UnsafeBuffer out = TestSound.offHeap(OpusPacket.MAX_SAMPLES_48K * 4);
        int decoded = 0;
        int refused = 0;
        try (ConcentusDecoder decoder = new ConcentusDecoder(16_000, 1 + (int) (seed & 1))) {
            for (int i = 0; i < PACKETS; i++) {
                byte[] packet = packet(random, voice);
                UnsafeBuffer in = TestSound.offHeap(packet);
                int length = packet.length;
                boolean fec = random.nextInt(5) == 0;
                int samples = decoder.decode(in, 0, length, fec, out, 0, fec ? 320 : 1_920);
                int nominal = OpusPacket.samples48k(in, 0, length) / 3;
                boolean whole = fec ? samples == 320 : samples == nominal;
                assertTrue(whole || samples == OpusDecoder.FAILED, "packet " + i + ": " + samples);
                decoded += whole ? 1 : 0;
                refused += whole ? 0 : 1;
                if (i % 50 == 0) {
                    assertEquals(320, decoder.conceal(320, out, 0));
                }
            }
            byte[] good = voice.packets().get(10);
            int length = good.length;
            assertEquals(
                    320, decoder.decode(TestSound.offHeap(good), 0, length, false, out, 0, 320));
        }
        assertTrue(decoded > PACKETS / 10 && refused > PACKETS / 100, decoded + " " + refused);
    }

    /** Noise, a good packet with bits turned, or a good one cut short. */
    private static byte[] packet(Random random, OpusStream voice) {
        byte[] good = voice.packets().get(random.nextInt(voice.packets().size())).clone();
        return switch (random.nextInt(3)) {
            case 0 -> {
                byte[] noise = new byte[1 + random.nextInt(200)];
                random.nextBytes(noise);
                yield noise;
            }
            case 1 -> {
                for (int flips = 1 + random.nextInt(6); flips > 0; flips--) {
                    good[random.nextInt(good.length)] ^= (byte) (1 << random.nextInt(8));
                }
                yield good;
            }
            default -> Arrays.copyOf(good, 1 + random.nextInt(good.length));
        };
    }
}
