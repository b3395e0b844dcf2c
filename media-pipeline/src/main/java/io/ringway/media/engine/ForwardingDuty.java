package io.ringway.media.engine;

import io.ringway.media.segment.SegmentBatcher;
import io.ringway.media.shard.Duty;

/** Sends what a cycle has put into the batch, and what became due. Thread: the shard's. */
final class ForwardingDuty implements Duty {

    private final SegmentBatcher batcher;

    ForwardingDuty(SegmentBatcher batcher) {
        this.batcher = batcher;
    }

    @Override
    public int work(long nowNs) {
        batcher.endOfBatch(nowNs);
        return 0;
    }

    @Override
    public boolean pending() {
        return false;
    }

    @Override
    public long nextDeadlineNs() {
        return batcher.nextDeadlineNs();
    }

    /** What still waits goes to the forwarder, which is closed after this. */
    @Override
    public void close() {
        batcher.flush(System.nanoTime());
    }
}
