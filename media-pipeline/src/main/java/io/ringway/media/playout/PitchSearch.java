package io.ringway.media.playout;

/**
 * Finds the period with which a signal repeats: normalised cross-correlation over lags of 2.5 to 15
 * ms, coarsely at 4 kHz and then to the sample.
 *
 * <p>Source of the method: W. Verhelst and M. Roelands, "An overlap-add technique based on waveform
 * similarity (WSOLA)", ICASSP 1993.
 */
final class PitchSearch {

    private static final int COARSE_HZ = 4_000;
    private static final int MIN_LAG = 10;
    private static final int MAX_LAG = 60;
    private static final int TEMPLATE = 50;

    private final float[] coarse;
    private final int channels;
    private final int factor;

    private int lag;
    private double similarity;

    PitchSearch(int rateHz, int channels, float[] coarse) {
        this.channels = channels;
        this.factor = rateHz / COARSE_HZ;
        this.coarse = coarse;
    }

    /** Longest period, in samples. */
    int maxLag() {
        return MAX_LAG * factor;
    }

    /** Shortest period, in samples. */
    int minLag() {
        return MIN_LAG * factor;
    }

    /** Samples that are compared coarsely at most. */
    int template() {
        return TEMPLATE * factor;
    }

    /** The period found last, in samples per channel; 0 when the range was too short. */
    int lag() {
        return lag;
    }

    /** Normalised correlation of what the period's overlap would mix, −1 to 1. */
    double similarity() {
        return similarity;
    }

    /** Compares what begins at a position with what comes later; both must be there. */
    void ahead(short[] pcm, int position, int available, int maxLag) {
        int longest = Math.min(maxLag / factor, MAX_LAG);
        // What the longest lag leaves is compared: with less, short periods are not judged well.
        int length = Math.min(TEMPLATE, available / factor - longest);
        search(pcm, position, 1, longest, length);
    }

    /** Compares what begins at a position with what came before it. */
    void behind(short[] pcm, int position, int available, int maxLag) {
        int length = Math.min(TEMPLATE, available / factor);
        search(pcm, position, -1, Math.min(maxLag / factor, MAX_LAG), length);
    }

    private void search(short[] pcm, int position, int sign, int longest, int length) {
        lag = 0;
        similarity = 0;
        if (longest < MIN_LAG || length < MIN_LAG) {
            return;
        }
        int from = sign > 0 ? position : position - longest * factor;
        decimate(pcm, from, longest + length);
        int reference = sign > 0 ? 0 : longest;
        int best = coarseLag(reference, sign, longest, length);
        refine(pcm, position, sign, best * factor, Math.min(longest, MAX_LAG) * factor, length);
    }

    private int coarseLag(int reference, int sign, int longest, int length) {
        int best = MIN_LAG;
        double highest = Double.NEGATIVE_INFINITY;
        for (int candidate = MIN_LAG; candidate <= longest; candidate++) {
            int other = reference + sign * candidate;
            float product = 0;
            float energy = 1;
            for (int i = 0; i < length; i++) {
                product += coarse[reference + i] * coarse[other + i];
                energy += coarse[other + i] * coarse[other + i];
            }
            double score = product / Math.sqrt(energy);
            if (score > highest) {
                highest = score;
                best = candidate;
            }
        }
        return best;
    }

    private void refine(
            short[] pcm, int position, int sign, int near, int longest, int coarseLength) {
        int from = Math.max(MIN_LAG * factor, near - factor + 1);
        int to = Math.min(longest, near + factor - 1);
        similarity = -1;
        for (int candidate = from; candidate <= to; candidate++) {
            int length = Math.min(candidate, coarseLength * factor);
            int other = position + sign * candidate;
            double found = Similarity.of(pcm, position, pcm, other, length, channels, 1);
            if (found > similarity) {
                similarity = found;
                lag = candidate;
            }
        }
    }

    private void decimate(short[] pcm, int from, int count) {
        int step = factor * channels;
        int at = from * channels;
        for (int i = 0; i < count; i++) {
            int sum = 0;
            for (int k = 0; k < step; k++) {
                sum += pcm[at + k];
            }
            coarse[i] = (float) sum / step;
            at += step;
        }
    }
}
