package io.ringway.media.playout;

/**
 * How long to wait for reordered packets: as long as waiting costs less than losing them, a percent
 * of loss being worth 20 ms of delay.
 */
final class ReorderDelay {

    private static final int BUCKETS = 100;
    private static final int BUCKET_MS = 20;
    private static final float KEPT = 0.9993f;
    private static final int MS_PER_LOSS_PERCENT = 20;

    private final DelayHistogram histogram = new DelayHistogram(BUCKETS, BUCKET_MS, KEPT);

    void restart() {
        histogram.restart();
    }

    /**
     * A packet came.
     *
     * @param reordered whether a later one had come before it
     * @param baseMs delay that is aimed at without regard to reordering
     * @return delay worth aiming at
     */
    int onArrival(long delayNs, boolean reordered, int baseMs) {
        histogram.add(reordered ? delayNs : 0);
        double lost = 1;
        double least = Double.MAX_VALUE;
        int best = 0;
        for (int bucket = 0; bucket < BUCKETS && lost > 1e-6; bucket++) {
            lost -= histogram.share(bucket);
            double waitMs = Math.max(0, bucket * BUCKET_MS - baseMs);
            double cost = waitMs + 100 * MS_PER_LOSS_PERCENT * Math.max(0, lost);
            if (cost < least) {
                least = cost;
                best = bucket;
            }
        }
        return best == 0 ? 0 : (best + 1) * BUCKET_MS;
    }
}
