package io.ringway.media.jitter;

/**
 * How long packets were held back: the mean over the last second, and a histogram since the start.
 *
 * <p>Thread: the jitter buffer's.
 */
public final class AddedDelay {

    private static final long PERIOD_NS = 1_000_000_000L;
    private static final int[] UPPER_BOUNDS_MS = {0, 5, 10, 20, 40, 60, 80, 100, 150, 200};

    private final long[] counts = new long[UPPER_BOUNDS_MS.length + 1];
    private long periodStartNs;
    private long sumNs;
    private long packets;
    private long previousSumNs;
    private long previousPackets;
    private boolean started;

    AddedDelay() {}

    void record(long heldNs, long nowNs) {
        roll(nowNs);
        sumNs += heldNs;
        packets++;
        counts[bucket(heldNs)]++;
    }

    /**
     * Mean over the packets released in the last whole second and the one running now; 0 when there
     * were none.
     */
    public double meanMs(long nowNs) {
        roll(nowNs);
        long count = packets + previousPackets;
        return count == 0 ? 0 : (sumNs + previousSumNs) / 1e6 / count;
    }

    /** Buckets of the histogram. */
    public static int buckets() {
        return UPPER_BOUNDS_MS.length + 1;
    }

    /** Longest delay counted in a bucket, in milliseconds; infinite for the last. */
    public static double upperBoundMs(int bucket) {
        return bucket < UPPER_BOUNDS_MS.length ? UPPER_BOUNDS_MS[bucket] : Double.POSITIVE_INFINITY;
    }

    /** Packets in a bucket since the start. The first bucket holds those not delayed at all. */
    public long count(int bucket) {
        return counts[bucket];
    }

    private static int bucket(long heldNs) {
        int bucket = 0;
        while (bucket < UPPER_BOUNDS_MS.length && heldNs > UPPER_BOUNDS_MS[bucket] * 1_000_000L) {
            bucket++;
        }
        return bucket;
    }

    private void roll(long nowNs) {
        if (!started) {
            started = true;
            periodStartNs = nowNs;
        }
        long elapsedNs = nowNs - periodStartNs;
        if (elapsedNs < PERIOD_NS) {
            return;
        }
        boolean adjacent = elapsedNs < 2 * PERIOD_NS;
        previousSumNs = adjacent ? sumNs : 0;
        previousPackets = adjacent ? packets : 0;
        sumNs = 0;
        packets = 0;
        periodStartNs = adjacent ? periodStartNs + PERIOD_NS : nowNs;
    }
}
