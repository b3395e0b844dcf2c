package io.ringway.media.voice;

/**
 * Powers at 129 frequencies, 31.25 Hz apart, of the last 32 ms at 8 kHz under a Hann window: a real
 * transform of 256 points by a complex one of 128.
 */
final class PowerSpectrum {

    static final int WINDOW = 256;
    static final int BINS = WINDOW / 2 + 1;
    private static final int HALF = WINDOW / 2;

    private final float[] window = new float[WINDOW];
    private final float[] cosine = new float[HALF];
    private final float[] sine = new float[HALF];
    private final int[] reversed = new int[HALF];
    private final float[] re = new float[HALF];
    private final float[] im = new float[HALF];

    PowerSpectrum() {
        double scale = Math.sqrt(8.0 / 3 / WINDOW / WINDOW);
        for (int i = 0; i < WINDOW; i++) {
            window[i] = (float) (scale * (0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 0.5) / WINDOW)));
        }
        for (int i = 0; i < HALF; i++) {
            cosine[i] = (float) Math.cos(2 * Math.PI * i / WINDOW);
            sine[i] = (float) -Math.sin(2 * Math.PI * i / WINDOW);
            reversed[i] = Integer.reverse(i) >>> (32 - Integer.numberOfTrailingZeros(HALF));
        }
    }

    /**
     * Measures a window.
     *
     * @param samples {@link #WINDOW} of them
     * @param powers takes {@link #BINS} values, whose sum is about half the mean square of the
     *     samples
     */
    void of(float[] samples, float[] powers) {
        for (int i = 0; i < HALF; i++) {
            int to = reversed[i];
            re[to] = samples[2 * i] * window[2 * i];
            im[to] = samples[2 * i + 1] * window[2 * i + 1];
        }
        transform();
        separate(powers);
    }

    private void transform() {
        for (int size = 1; size < HALF; size *= 2) {
            int step = HALF / size;
            for (int start = 0; start < HALF; start += 2 * size) {
                butterflies(start, size, step);
            }
        }
    }

    private void butterflies(int start, int size, int step) {
        for (int k = 0; k < size; k++) {
            int a = start + k;
            int b = a + size;
            float wRe = cosine[k * step];
            float wIm = sine[k * step];
            float tRe = re[b] * wRe - im[b] * wIm;
            float tIm = re[b] * wIm + im[b] * wRe;
            re[b] = re[a] - tRe;
            im[b] = im[a] - tIm;
            re[a] += tRe;
            im[a] += tIm;
        }
    }

    /** The even and the odd samples went in as real and imaginary parts; this joins them. */
    private void separate(float[] powers) {
        powers[0] = square(re[0] + im[0]);
        powers[HALF] = square(re[0] - im[0]);
        for (int k = 1; k < HALF; k++) {
            int mirror = HALF - k;
            float evenRe = 0.5f * (re[k] + re[mirror]);
            float evenIm = 0.5f * (im[k] - im[mirror]);
            float oddRe = 0.5f * (im[k] + im[mirror]);
            float oddIm = 0.5f * (re[mirror] - re[k]);
            float outRe = evenRe + oddRe * cosine[k] - oddIm * sine[k];
            float outIm = evenIm + oddRe * sine[k] + oddIm * cosine[k];
            powers[k] = outRe * outRe + outIm * outIm;
        }
    }

    private static float square(float value) {
        return value * value;
    }
}
