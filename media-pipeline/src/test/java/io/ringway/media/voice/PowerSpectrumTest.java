package io.ringway.media.voice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class PowerSpectrumTest {

    private final float[] samples = new float[PowerSpectrum.WINDOW];
    private final float[] powers = new float[PowerSpectrum.BINS];

    @Test
    void shouldAgreeWithTheDefinition() {
        Random random = new Random(4);
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) random.nextGaussian();
        }
        new PowerSpectrum().of(samples, powers);
        for (int bin = 0; bin < PowerSpectrum.BINS; bin++) {
            double expected = definition(bin);
            assertEquals(expected, powers[bin], 1e-5 + 1e-3 * expected, "bin " + bin);
        }
    }

    @Test
    void shouldShowASineWhereItIsWithHalfItsMeanSquare() {
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) Math.sin(2 * Math.PI * 1_000 * i / 8_000);
        }
        new PowerSpectrum().of(samples, powers);
        double line = 0;
        double rest = 0;
        for (int bin = 0; bin < PowerSpectrum.BINS; bin++) {
            if (Math.abs(bin - 32) <= 2) {
                line += powers[bin];
            } else {
                rest += powers[bin];
            }
        }
        assertEquals(0.25, line, 0.005);
        assertTrue(rest < 1e-4, "outside the line " + rest);
    }

    private double definition(int bin) {
        int n = samples.length;
        double re = 0;
        double im = 0;
        for (int i = 0; i < n; i++) {
            double hann = 0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 0.5) / n);
            re += samples[i] * hann * Math.cos(2 * Math.PI * bin * i / n);
            im -= samples[i] * hann * Math.sin(2 * Math.PI * bin * i / n);
        }
        return (re * re + im * im) * 8 / 3 / n / n;
    }
}
