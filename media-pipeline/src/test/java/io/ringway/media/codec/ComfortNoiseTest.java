package io.ringway.media.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(20)
class ComfortNoiseTest {

    @Test
    void shouldReadEveryLevelAndIndexAndWriteThemBack() {
        UnsafeBuffer packet = TestSound.offHeap(3);
        UnsafeBuffer written = TestSound.offHeap(3);
        ComfortNoise noise = new ComfortNoise();
        for (int index = 0; index <= 254; index++) {
            packet.putByte(0, (byte) (index / 2));
            packet.putByte(1, (byte) index);
            packet.putByte(2, (byte) (254 - index));
            assertTrue(noise.parse(packet, 0, 3));
            assertEquals(index / 2, noise.levelDbov());
            assertEquals(258 * (index - 127) / 32_768.0, noise.reflection(0), 1e-6);
            assertTrue(Math.abs(noise.reflection(0)) < 1, "the lattice is stable");
            assertEquals(3, noise.write(written, 0));
            assertEquals(packet, written);
        }
    }

    @Test
    void shouldRefuseWhatIsNoPacketAndKeepWhatItHad() {
        ComfortNoise noise = new ComfortNoise().white(40).with(0.5);
        UnsafeBuffer packet = TestSound.offHeap(new byte[] {10, (byte) 255});
        assertFalse(noise.parse(packet, 0, 0));
        assertFalse(noise.parse(packet, 0, 2));
        assertEquals(40, noise.levelDbov());
        assertEquals(1, noise.order());
    }

    @Test
    void shouldIgnoreTheBitAboveTheLevelAndCoefficientsBeyondItsOrder() {
        byte[] bytes = new byte[40];
        Arrays.fill(bytes, (byte) 127);
        bytes[0] = (byte) (0x80 | 50);
        ComfortNoise noise = new ComfortNoise();
        assertTrue(noise.parse(TestSound.offHeap(bytes), 0, 40));
        assertEquals(50, noise.levelDbov());
        assertEquals(ComfortNoise.MAX_ORDER, noise.order());
        assertThrows(IllegalStateException.class, () -> noise.with(0));
    }

    @ParameterizedTest
    @CsvSource({
        "20, 0, 0, 8000, 8000",
        "40, 0, 0, 8000, 48000",
        "50, -0.7, 0, 8000, 8000",
        "45, -0.9, 0.3, 8000, 16000",
        "50, -0.5, 0.4, 16000, 16000",
        "60, 0.4, 0.2, 8000, 24000",
        "55, -0.6, -0.2, 16000, 48000"
    })
    void shouldBeAsLoudAsDescribed(int level, double k1, double k2, int noiseRateHz, int rateHz) {
        ComfortNoise description = new ComfortNoise().white(level).with(k1).with(k2);
        short[] noise = noise(description, noiseRateHz, rateHz, 5);
        double dbov = 10 * Math.log10(TestSound.energy(noise)) - 20 * Math.log10(Short.MAX_VALUE);
        assertEquals(-level, dbov, 1);
    }

    @ParameterizedTest
    @CsvSource({"-0.8, 0.4, -0.2", "0.5, 0.3, 0.1", "-0.95, 0.6, 0", "0, 0, 0.5"})
    void shouldHaveTheDescribedSpectrum(double k1, double k2, double k3) {
        ComfortNoise description = new ComfortNoise().white(30).with(k1).with(k2).with(k3);
        double[] analysed = reflections(noise(description, 8_000, 8_000, 10), 4);
        assertEquals(k1, analysed[0], 0.03);
        assertEquals(k2, analysed[1], 0.03);
        assertEquals(k3, analysed[2], 0.03);
        assertEquals(0, analysed[3], 0.03);
    }

    @Test
    void shouldMoveToANewDescriptionWithoutAStep() {
        ComfortNoiseGenerator generator = new ComfortNoiseGenerator(8_000, 8_000, 1, 3);
        UnsafeBuffer out = TestSound.offHeap(16_000);
        generator.describe(new ComfortNoise().white(60));
        generator.generate(800, out, 0);
        generator.describe(new ComfortNoise().white(30));
        generator.generate(800, out, 0);
        short[] rising = TestSound.read(out, 0, 800);
        double first = TestSound.energy(Arrays.copyOf(rising, 40));
        double last = TestSound.energy(Arrays.copyOfRange(rising, 480, 800));
        assertTrue(first < 0.2 * last, "after 5 ms already " + first / last);
        double expected = Math.pow(new ComfortNoise().white(30).rms(), 2);
        assertEquals(1, last / expected, 0.3);
    }

    @Test
    void shouldBeSilentUntilDescribedAndTheSameForTheSameSeed() {
        ComfortNoiseGenerator generator = new ComfortNoiseGenerator(8_000, 16_000, 2, 3);
        UnsafeBuffer out = TestSound.offHeap(4_000);
        generator.generate(1_000, out, 0);
        assertArrayEquals(new short[2_000], TestSound.read(out, 0, 2_000));
        generator.reset();
        generator.describe(new ComfortNoise().white(30));
        generator.generate(1_000, out, 0);
        short[] whole = TestSound.read(out, 0, 2_000);
        assertEquals(whole[1_000], whole[1_001], "both channels");
        generator.reset();
        generator.describe(new ComfortNoise().white(30));
        for (int at = 0; at < 1_000; at += 8) {
            generator.generate(8, out, 4 * at);
        }
        assertArrayEquals(whole, TestSound.read(out, 0, 2_000));
    }

    private static short[] noise(ComfortNoise noise, int noiseRateHz, int rateHz, int seconds) {
        ComfortNoiseGenerator generator = new ComfortNoiseGenerator(noiseRateHz, rateHz, 1, 9);
        UnsafeBuffer out = TestSound.offHeap(2 * rateHz * seconds);
        generator.describe(noise);
        generator.generate(rateHz * seconds, out, 0);
        return TestSound.read(out, 0, rateHz * seconds);
    }

    /** Levinson's and Durbin's recursion over the autocorrelation. */
    private static double[] reflections(short[] pcm, int order) {
        double[] r = new double[order + 1];
        for (int lag = 0; lag <= order; lag++) {
            for (int i = lag; i < pcm.length; i++) {
                r[lag] += (double) pcm[i] * pcm[i - lag];
            }
        }
        double[] a = new double[order + 1];
        double[] k = new double[order];
        double error = r[0];
        a[0] = 1;
        for (int m = 1; m <= order; m++) {
            double sum = 0;
            for (int i = 0; i < m; i++) {
                sum += a[i] * r[m - i];
            }
            k[m - 1] = -sum / error;
            double[] previous = a.clone();
            for (int i = 1; i <= m; i++) {
                a[i] = previous[i] + k[m - 1] * previous[m - i];
            }
            error *= 1 - k[m - 1] * k[m - 1];
        }
        return k;
    }
}
