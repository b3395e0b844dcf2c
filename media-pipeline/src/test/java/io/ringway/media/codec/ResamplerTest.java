package io.ringway.media.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ResamplerTest {

    private static final double AMPLITUDE = 30_000;

    static Stream<Arguments> pairs() {
        return Stream.of(8_000, 16_000, 24_000, 48_000)
                .flatMap(
                        in ->
                                Stream.of(8_000, 16_000, 24_000, 48_000)
                                        .filter(out -> !out.equals(in))
                                        .map(out -> Arguments.of(in, out)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void shouldPassWhatBothRatesCanCarry(int in, int out) {
        double edge = 0.43 * Math.min(in, out);
        for (int step = 1; step <= 24; step++) {
            double hz = edge * step / 24;
            double gain = rms(tone(in, out, hz)) / (AMPLITUDE / Math.sqrt(2));
            double decibel = 20 * Math.log10(gain);
            assertEquals(0, decibel, 0.1, hz + " Hz");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "48000, 8000",
        "48000, 16000",
        "48000, 24000",
        "24000, 8000",
        "24000, 16000",
        "16000, 8000"
    })
    void shouldStopWhatWouldFoldBack(int in, int out) {
        for (int step = 0; step <= 40; step++) {
            double hz = out / 2.0 + (in / 2.0 - out / 2.0 - 1) * step / 40;
            double decibel = 20 * Math.log10((rms(tone(in, out, hz)) + 1e-6) / rmsOf(AMPLITUDE));
            assertTrue(decibel <= -80, hz + " Hz only " + decibel + " dB down");
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void shouldLeaveNoImageAboveTheInputsBand(int in, int out) {
        double hz = 0.4 * Math.min(in, out);
        short[] pcm = tone(in, out, hz);
        // What is not the tone is an image, a fold or rounding.
        double decibel = 20 * Math.log10(residual(pcm, hz, out) / rmsOf(AMPLITUDE));
        assertTrue(decibel <= -80, "residual " + decibel + " dB");
    }

    @ParameterizedTest
    @CsvSource({"44100, 48000", "44100, 8000", "22050, 48000", "11025, 16000", "32000, 48000"})
    void shouldConvertTheRatesOfMusicAsWell(int in, int out) {
        double hz = 0.43 * Math.min(in, out);
        short[] pcm = tone(in, out, hz);
        assertEquals(0, 20 * Math.log10(rms(pcm) / rmsOf(AMPLITUDE)), 0.1);
        double decibel = 20 * Math.log10(residual(pcm, hz, out) / rmsOf(AMPLITUDE));
        assertTrue(decibel <= -80, "residual " + decibel + " dB");
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void shouldYieldAnExactNumberOfSamplesHoweverTheyCome(int in, int out) {
        Random random = new Random(5);
        Resampler resampler = new Resampler(in, out, 2);
        short[] input = new short[2 * 6_000];
        short[] output = new short[2 * 40_000];
        long fed = 0;
        long got = 0;
        for (int i = 0; i < 500; i++) {
            int count = i % 7 == 0 ? in / 50 : random.nextInt(6_000);
            int expected = resampler.outputLength(count);
            assertEquals(expected, resampler.process(input, 0, count, output, 0));
            fed += count;
            got += expected;
            assertEquals((fed * out + in - 1) / in, got);
        }
    }

    @Test
    void shouldNotDependOnHowTheStreamIsCut() {
        short[] in = TestSound.voice(48_000, 2, 0.5, 3);
        short[] whole = new short[in.length];
        int count = new Resampler(48_000, 16_000, 2).process(in, 0, in.length / 2, whole, 0);
        Resampler pieces = new Resampler(48_000, 16_000, 2);
        short[] cut = new short[in.length];
        int at = 0;
        int written = 0;
        for (int size = 1; at < in.length / 2; size = size * 3 % 1_001) {
            int take = Math.min(size, in.length / 2 - at);
            written += pieces.process(in, 2 * at, take, cut, 2 * written);
            at += take;
        }
        assertEquals(count, written);
        assertArrayEquals(whole, cut);
    }

    @Test
    void shouldKeepChannelsApartAndForgetWhenReset() {
        Resampler resampler = new Resampler(48_000, 8_000, 2);
        short[] in = new short[2 * 4_800];
        for (int i = 0; i < 4_800; i++) {
            in[2 * i] = 20_000;
        }
        short[] out = new short[2 * 800];
        resampler.process(in, 0, 4_800, out, 0);
        assertEquals(20_000, out[2 * 700], 5);
        assertEquals(0, out[2 * 700 + 1]);
        resampler.reset();
        resampler.process(new short[960], 0, 480, out, 0);
        assertEquals(0, out[0]);
    }

    @Test
    void shouldClipRatherThanWrap() {
        Resampler resampler = new Resampler(48_000, 16_000, 1);
        short[] in = new short[4_800];
        Arrays.fill(in, 2_400, in.length, Short.MAX_VALUE);
        short[] out = new short[1_600];
        resampler.process(in, 0, in.length, out, 0);
        int clipped = 0;
        for (int i = 800; i < out.length; i++) {
            // The step overshoots full scale by some 9 %; wrapped, that would be far below zero.
            assertTrue(out[i] > -5_000, "sample " + i + " is " + out[i]);
            clipped += out[i] == Short.MAX_VALUE ? 1 : 0;
        }
        assertTrue(clipped > 0);
    }

    @Test
    void shouldRefuseOtherRates() {
        assertThrows(IllegalArgumentException.class, () -> new Resampler(44_110, 8_000, 1));
        assertThrows(IllegalArgumentException.class, () -> new Resampler(48_000, 8_000, 3));
    }

    /** Half a second of a tone, resampled, without the filter's onset. */
    private static short[] tone(int in, int out, double hz) {
        short[] input = new short[in];
        Random dither = new Random(9);
        for (int i = 0; i < in; i++) {
            double value = AMPLITUDE * Math.sin(2 * Math.PI * hz * i / in);
            input[i] = (short) Math.floor(value + dither.nextDouble());
        }
        short[] output = new short[out];
        new Resampler(in, out, 1).process(input, 0, in, output, 0);
        return Arrays.copyOfRange(output, out / 2, out);
    }

    private static double rmsOf(double amplitude) {
        return amplitude / Math.sqrt(2);
    }

    private static double rms(short[] pcm) {
        return Math.sqrt(TestSound.energy(pcm));
    }

    /** RMS of what remains when the best fitting sine of a frequency is taken away. */
    private static double residual(short[] pcm, double hz, int rateHz) {
        double[][] m = new double[2][2];
        double[] v = new double[2];
        for (int i = 0; i < pcm.length; i++) {
            double s = Math.sin(2 * Math.PI * hz * i / rateHz);
            double c = Math.cos(2 * Math.PI * hz * i / rateHz);
            m[0][0] += s * s;
            m[0][1] += s * c;
            m[1][1] += c * c;
            v[0] += s * pcm[i];
            v[1] += c * pcm[i];
        }
        double determinant = m[0][0] * m[1][1] - m[0][1] * m[0][1];
        double a = (v[0] * m[1][1] - v[1] * m[0][1]) / determinant;
        double b = (v[1] * m[0][0] - v[0] * m[0][1]) / determinant;
        double sum = 0;
        for (int i = 0; i < pcm.length; i++) {
            double w = 2 * Math.PI * hz * i / rateHz;
            double rest = pcm[i] - a * Math.sin(w) - b * Math.cos(w);
            sum += rest * rest;
        }
        return Math.sqrt(sum / pcm.length);
    }
}
