package io.ringway.server;

/**
 * How alike blocks of one recording are to another at every lag around a given one, a quarter of a
 * sample apart at a telephone's rate. Each block counts by its share of the first one's energy.
 */
final class LagTable {

    private static final int FINE_RATE_HZ = 32_000;
    private static final int HALF_TAPS = 16;

    private final int steps;
    private final int firstLag;
    private final int lags;
    private final double[] shares;

    /** By block and lag: the sum of all blocks before. */
    private final float[][] before;

    /**
     * Compares two mono recordings of one rate.
     *
     * @param lag around which lags are tried, in samples
     * @param slack how far away from it
     */
    LagTable(short[] reference, short[] heard, int rateHz, int block, int lag, int slack) {
        steps = Math.max(1, FINE_RATE_HZ / rateHz);
        firstLag = lag - slack;
        lags = 2 * slack * steps + 1;
        shares = shares(reference, block);
        before = new float[shares.length + 1][lags];
        for (int phase = 0; phase < steps; phase++) {
            float[] late = shifted(heard, (double) phase / steps);
            for (int b = 0; b < shares.length; b++) {
                for (int at = phase; at < lags; at += steps) {
                    int from = b * block + firstLag + at / steps;
                    double cosine = cosine(reference, b * block, late, from, block);
                    before[b + 1][at] = before[b][at] + (float) (shares[b] * cosine);
                }
            }
        }
    }

    int blocks() {
        return shares.length;
    }

    /** Share of all energy that one block has. */
    double share(int block) {
        return shares[block];
    }

    int lags() {
        return lags;
    }

    /** The lag by which some blocks match best, not further than some samples from another. */
    int best(int from, int to, int around, int down, int up) {
        float[] low = before[from];
        float[] high = before[to];
        int first = Math.max(0, around - down * steps);
        int last = Math.min(lags - 1, around + up * steps);
        int best = around;
        for (int at = first; at <= last; at++) {
            best = high[at] - low[at] > high[best] - low[best] ? at : best;
        }
        return best;
    }

    /** How well some blocks match by a lag: their share of the energy where they are the same. */
    double match(int from, int to, int lag) {
        return before[to][lag] - before[from][lag];
    }

    /** A lag in samples. */
    double samples(int lag) {
        return firstLag + (double) lag / steps;
    }

    private static double[] shares(short[] reference, int block) {
        double[] shares = new double[reference.length / block];
        double all = 0;
        for (int n = 0; n < shares.length * block; n++) {
            double energy = (double) reference[n] * reference[n];
            shares[n / block] += energy;
            all += energy;
        }
        for (int b = 0; b < shares.length; b++) {
            shares[b] = all == 0 ? 0 : shares[b] / all;
        }
        return shares;
    }

    /** What lies by a part of a sample behind each sample. */
    private static float[] shifted(short[] samples, double part) {
        float[] taps = new float[2 * HALF_TAPS];
        for (int k = 0; k < taps.length; k++) {
            taps[k] = (float) WindowedSinc.at(k - HALF_TAPS + 1 - part, HALF_TAPS);
        }
        float[] shifted = new float[samples.length];
        for (int n = 0; n < shifted.length; n++) {
            int first = n - HALF_TAPS + 1;
            for (int k = Math.max(0, -first); k < taps.length && first + k < shifted.length; k++) {
                shifted[n] += samples[first + k] * taps[k];
            }
        }
        return shifted;
    }

    private static double cosine(short[] said, int at, float[] heard, int from, int length) {
        float product = 0;
        float energy = 0;
        float power = 0;
        int end = Math.min(length, heard.length - from);
        for (int n = Math.max(0, -from); n < end; n++) {
            float sample = heard[from + n];
            product += said[at + n] * sample;
            energy += sample * sample;
        }
        for (int n = 0; n < length; n++) {
            power += (float) said[at + n] * said[at + n];
        }
        return product <= 0 || power == 0 ? 0 : product / Math.sqrt((double) power * energy);
    }
}
