package io.ringway.media.playout;

/** How alike two stretches of sound are. */
final class Similarity {

    private Similarity() {}

    /**
     * Normalised cross-correlation, all channels together, −1 to 1; 1 of two silences.
     *
     * @param stride only every so many-th sample is looked at
     */
    static double of(
            short[] a, int atA, short[] b, int atB, int samples, int channels, int stride) {
        long product = 0;
        long energyA = 1;
        long energyB = 1;
        int step = stride * channels;
        for (int channel = 0; channel < channels; channel++) {
            int i = atA * channels + channel;
            int j = atB * channels + channel;
            int end = i + samples * channels;
            for (; i < end; i += step, j += step) {
                product += a[i] * b[j];
                energyA += a[i] * a[i];
                energyB += b[j] * b[j];
            }
        }
        return (product + 1) / Math.sqrt((double) energyA * energyB);
    }

    /** Mean square over all channels. */
    static double power(short[] pcm, int at, int samples, int channels) {
        long sum = 0;
        for (int i = at * channels; i < (at + samples) * channels; i++) {
            sum += pcm[i] * pcm[i];
        }
        return samples == 0 ? 0 : (double) sum / (samples * channels);
    }
}
