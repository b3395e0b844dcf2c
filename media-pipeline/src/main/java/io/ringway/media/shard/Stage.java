package io.ringway.media.shard;

import io.ringway.media.counters.CounterBlock;

/**
 * A share of a packet's walk as it sees the thread it runs on. Stages that share a thread share one
 * of these.
 *
 * <p>Thread: the stage's.
 */
public interface Stage {

    /** The thread's own counters. */
    CounterBlock counters();

    /** The thread's own deadlines. */
    DeadlineHeap deadlines();

    /** Monotonic time, read once a cycle. */
    long nowNs();
}
