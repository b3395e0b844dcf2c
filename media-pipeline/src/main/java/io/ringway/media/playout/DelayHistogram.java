package io.ringway.media.playout;

import java.util.Arrays;

/**
 * Shares of delays in equal buckets, the past weighing exponentially less. The first observations
 * are averaged, the newer ones twice as heavy, until they would change more than forgetting does.
 */
final class DelayHistogram {

    private static final float START_WEIGHT = 2;

    private final float[] shares;
    private final int bucketMs;
    private final float kept;
    private int observations;

    /**
     * @param kept what remains of a share at each observation
     */
    DelayHistogram(int buckets, int bucketMs, float kept) {
        this.shares = new float[buckets];
        this.bucketMs = bucketMs;
        this.kept = kept;
    }

    void restart() {
        Arrays.fill(shares, 0);
        observations = 0;
    }

    /** Adds a delay; longer ones than the histogram holds are not counted. */
    void add(long delayNs) {
        long bucket = Math.max(0, delayNs) / 1_000_000L / bucketMs;
        if (bucket >= shares.length) {
            return;
        }
        observations++;
        float factor = Math.clamp(1 - START_WEIGHT / (observations + 1), 0, kept);
        if (observations == 1) {
            factor = 0;
        }
        for (int i = 0; i < shares.length; i++) {
            shares[i] *= factor;
        }
        shares[(int) bucket] += 1 - factor;
    }

    int bucketMs() {
        return bucketMs;
    }

    int buckets() {
        return shares.length;
    }

    float share(int bucket) {
        return shares[bucket];
    }

    /** Upper end of the bucket that a share of delays does not exceed; 0 when none was seen. */
    int quantileMs(double quantile) {
        if (observations == 0) {
            return 0;
        }
        double above = 1 - quantile;
        int bucket = shares.length;
        double sum = 0;
        while (bucket > 0 && sum <= above) {
            sum += shares[--bucket];
        }
        return (bucket + 1) * bucketMs;
    }
}
