package io.ringway.media.jitter;

/**
 * How long a gap may stay open: as long as reordered packets have lately taken to arrive.
 *
 * <p>Each packet that comes after a later one adds its delay to a histogram that forgets; the wait
 * is its 98th percentile. A path that only loses packets, or only delays them in order, thus soon
 * pays no more than the shortest wait. Until enough was seen, three times the interarrival jitter
 * (RFC 3550 §6.4.1) stands in, for a path with strong jitter is likely to reorder.
 */
final class GapWait {

    private static final int BUCKETS = 64;
    private static final double PERCENTILE = 0.98;
    private static final float KEPT_PER_SAMPLE = 0.99f;
    private static final float KEPT_PER_PERIOD = 0.9f;
    private static final float NEGLIGIBLE_WEIGHT = 0.2f;
    private static final int PERIOD_PACKETS = 256;
    private static final int SETTLED_PACKETS = 1_024;
    private static final int SETTLED_REORDERED = 16;
    private static final int JITTER_FACTOR = 3;

    private final long minNs;
    private final long maxNs;
    private final long bucketNs;
    private int clockRateHz;
    private final float[] weights = new float[BUCKETS];

    private float totalWeight;
    private long percentileNs;
    private long packets;
    private boolean comparable;
    private int reordered;
    private long jitterNs;
    private long lastArrivalNs;
    private int lastTimestamp;
    private long waitNs;

    GapWait(JitterSettings settings, int clockRateHz) {
        this.minNs = settings.minGapWaitMs() * 1_000_000L;
        this.maxNs = settings.maxGapWaitMs() * 1_000_000L;
        // The last bucket takes what came after even the longest wait.
        this.bucketNs = Math.max(1, maxNs / (BUCKETS - 1));
        this.clockRateHz = clockRateHz;
        this.waitNs = minNs;
    }

    /** The present wait. */
    long waitNs() {
        return waitNs;
    }

    /** Interarrival jitter as in RFC 3550 §6.4.1. */
    long jitterNs() {
        return jitterNs;
    }

    void onArrival(long arrivalNs, int rtpTimestamp) {
        packets++;
        if (comparable) {
            updateJitter(arrivalNs, rtpTimestamp);
        }
        comparable = true;
        lastArrivalNs = arrivalNs;
        lastTimestamp = rtpTimestamp;
        if (packets % PERIOD_PACKETS == 0 && totalWeight > 0) {
            forget();
        }
        update();
    }

    /** What follows has a clock of its own, but came the same way. */
    void changeSource(int newClockRateHz) {
        clockRateHz = newClockRateHz;
        comparable = false;
    }

    /**
     * A packet came after a later one.
     *
     * @param behindNs how long after it
     */
    void onReordered(long behindNs) {
        reordered = Math.min(reordered + 1, SETTLED_REORDERED);
        scale(KEPT_PER_SAMPLE);
        int bucket = (int) Math.min(BUCKETS - 1, Math.max(0, behindNs) / bucketNs);
        weights[bucket]++;
        totalWeight++;
        percentileNs = percentile();
        update();
    }

    private void updateJitter(long arrivalNs, int rtpTimestamp) {
        long sentNs = (rtpTimestamp - lastTimestamp) * 1_000_000_000L / clockRateHz;
        long differenceNs = Math.abs(arrivalNs - lastArrivalNs - sentNs);
        // A jump of the sender's clock says nothing about the network.
        jitterNs += (Math.min(differenceNs, maxNs) - jitterNs) / 16;
    }

    private void update() {
        long ns = percentileNs;
        if (packets < SETTLED_PACKETS && reordered < SETTLED_REORDERED) {
            ns = Math.max(ns, JITTER_FACTOR * jitterNs);
        }
        waitNs = Math.clamp(ns, minNs, maxNs);
    }

    private void forget() {
        scale(KEPT_PER_PERIOD);
        if (totalWeight < NEGLIGIBLE_WEIGHT) {
            scale(0);
            percentileNs = 0;
        }
    }

    private void scale(float factor) {
        totalWeight = 0;
        for (int i = 0; i < BUCKETS; i++) {
            weights[i] *= factor;
            totalWeight += weights[i];
        }
    }

    /** Upper end of the bucket in which the percentile falls, and one bucket more for safety. */
    private long percentile() {
        double above = totalWeight * (1 - PERCENTILE);
        float sum = 0;
        int bucket = BUCKETS;
        while (bucket > 0 && sum <= above) {
            sum += weights[--bucket];
        }
        return (bucket + 2) * bucketNs;
    }
}
