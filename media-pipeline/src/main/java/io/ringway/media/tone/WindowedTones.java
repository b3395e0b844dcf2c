package io.ringway.media.tone;

/**
 * How much of a frame is made of certain frequencies, and with what phase: its spectrum, by a Hann
 * window, at these frequencies only (what Goertzel's recursion yields, from tables instead).
 *
 * <p>Thread: the owner's. Allocates nothing once built.
 */
final class WindowedTones {

    /** 16 ms at 8 kHz: tones 125 Hz apart do not touch each other. */
    static final int SAMPLES = 128;

    static final int RATE_HZ = 8_000;

    private final float[][] cosine;
    private final float[][] sine;
    private final float[] real;
    private final float[] imaginary;

    WindowedTones(int[] frequenciesHz, int harmonic) {
        int count = frequenciesHz.length;
        cosine = new float[count][SAMPLES];
        sine = new float[count][SAMPLES];
        real = new float[count];
        imaginary = new float[count];
        for (int tone = 0; tone < count; tone++) {
            double step = 2 * Math.PI * frequenciesHz[tone] * harmonic / RATE_HZ;
            for (int i = 0; i < SAMPLES; i++) {
                cosine[tone][i] = (float) (window(i) * Math.cos(step * i));
                sine[tone][i] = (float) (-window(i) * Math.sin(step * i));
            }
        }
    }

    /** The window: adjacent ones, half a frame apart, sum up to 1. */
    static double window(int i) {
        return 0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 0.5) / SAMPLES);
    }

    /** Looks at one of the frequencies. */
    void measure(int tone, float[] frame) {
        float re = 0;
        float im = 0;
        float[] cos = cosine[tone];
        float[] sin = sine[tone];
        for (int i = 0; i < SAMPLES; i++) {
            re += frame[i] * cos[i];
            im += frame[i] * sin[i];
        }
        real[tone] = re;
        imaginary[tone] = im;
    }

    float real(int tone) {
        return real[tone];
    }

    float imaginary(int tone) {
        return imaginary[tone];
    }

    /** The square of the amplitude of a sine of exactly that frequency. */
    float power(int tone) {
        float scale = 4f / SAMPLES;
        return (real[tone] * real[tone] + imaginary[tone] * imaginary[tone]) * scale * scale;
    }
}
