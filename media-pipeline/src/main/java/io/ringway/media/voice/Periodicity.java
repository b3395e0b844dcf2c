package io.ringway.media.voice;

/**
 * How much a sound repeats itself at the period of a voice, from 80 to 400 Hz: the greatest
 * normalized correlation of its last 20 ms with what came a period before, at 4 kHz.
 */
final class Periodicity {

    private static final int MIN_LAG = 10;
    private static final int MAX_LAG = 50;
    private static final int LENGTH = 80;

    /** Samples at 4 kHz that {@link #of} looks at. */
    static final int HISTORY = LENGTH + MAX_LAG + 1;

    private final float[] correlations = new float[MAX_LAG + 2];

    /**
     * Measures the newest sound.
     *
     * @param samples {@link #HISTORY} of them at 4 kHz
     * @return 0 for noise or silence to 1 for a steady voice; a correlation counts only where it is
     *     a peak, as rumble correlates with itself at every small lag
     */
    float of(float[] samples) {
        int from = HISTORY - LENGTH;
        float energy = dot(samples, from, from);
        if (energy <= 0) {
            return 0;
        }
        for (int lag = MIN_LAG - 1; lag <= MAX_LAG + 1; lag++) {
            float product = dot(samples, from, from - lag);
            float delayed = dot(samples, from - lag, from - lag);
            correlations[lag] = product / (float) Math.sqrt(energy * delayed + 1e-9f);
        }
        float best = 0;
        for (int lag = MIN_LAG; lag <= MAX_LAG; lag++) {
            float here = correlations[lag];
            if (here > best && here >= correlations[lag - 1] && here >= correlations[lag + 1]) {
                best = here;
            }
        }
        return Math.min(1, best);
    }

    private static float dot(float[] samples, int a, int b) {
        float sum = 0;
        for (int i = 0; i < LENGTH; i++) {
            sum += samples[a + i] * samples[b + i];
        }
        return sum;
    }
}
