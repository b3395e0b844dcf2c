package io.ringway.media.segment;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How long segments took from being claimed to being in gRPC's hands: Ringway's own share of the
 * delay.
 *
 * <p>Thread: one writer, any reader. Allocates nothing when recording.
 */
public final class DelayHistogram {

    private static final long[] BOUNDS_US = {
        50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000,
        1_000_000
    };

    private final AtomicLongArray counts = new AtomicLongArray(BOUNDS_US.length + 2);
    private final int sumIndex = BOUNDS_US.length + 1;

    /**
     * @param boundsUs inclusive upper bounds of all buckets but the last, in microseconds
     * @param counts one for each bucket, not cumulative; the last is for what is beyond all bounds
     * @param sumNs all delays together
     */
    public record Snapshot(long[] boundsUs, long[] counts, long sumNs) {

        public long count() {
            return Arrays.stream(counts).sum();
        }

        /** Upper bound in microseconds of the bucket the quantile is in; −1 when empty. */
        public long quantileUs(double quantile) {
            long rank = (long) Math.ceil(quantile * count());
            long seen = 0;
            for (int i = 0; i < boundsUs.length; i++) {
                seen += counts[i];
                if (seen >= rank && seen > 0) {
                    return boundsUs[i];
                }
            }
            return count() == 0 ? -1 : Long.MAX_VALUE;
        }
    }

    void record(long delayNs) {
        int bucket = 0;
        while (bucket < BOUNDS_US.length && delayNs > BOUNDS_US[bucket] * 1_000) {
            bucket++;
        }
        add(bucket, 1);
        add(sumIndex, Math.max(0, delayNs));
    }

    public Snapshot snapshot() {
        long[] buckets = new long[BOUNDS_US.length + 1];
        for (int i = 0; i < buckets.length; i++) {
            buckets[i] = counts.getAcquire(i);
        }
        return new Snapshot(BOUNDS_US.clone(), buckets, counts.getAcquire(sumIndex));
    }

    private void add(int index, long amount) {
        counts.setRelease(index, counts.getPlain(index) + amount);
    }
}
