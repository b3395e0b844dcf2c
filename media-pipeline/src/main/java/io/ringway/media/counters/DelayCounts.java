package io.ringway.media.counters;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * One thread's histogram of one {@link Delay}. Thread: {@link #record} by the one owner, the rest
 * by anyone. Allocates nothing when recording.
 */
public final class DelayCounts {

    private static final int SUM = Delay.buckets();

    private final AtomicLongArray counts = new AtomicLongArray(SUM + 1);

    DelayCounts() {}

    /** Counts one packet's delay. */
    public void record(long delayNs) {
        add(Delay.bucket(delayNs), 1);
        add(SUM, delayNs);
    }

    /** Packets in a bucket. */
    public long count(int bucket) {
        return counts.getAcquire(bucket);
    }

    /** All delays together. */
    public long sumNs() {
        return counts.getAcquire(SUM);
    }

    private void add(int index, long amount) {
        counts.setRelease(index, counts.getPlain(index) + amount);
    }
}
