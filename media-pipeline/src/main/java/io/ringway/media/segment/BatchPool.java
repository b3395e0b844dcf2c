package io.ringway.media.segment;

import java.util.ArrayDeque;

/** A shard's free batches, all made at the start. Thread: the shard's. */
final class BatchPool {

    private final ArrayDeque<SegmentBatch> free;

    BatchPool(BatchSettings settings) {
        free = new ArrayDeque<>(settings.batches());
        for (int i = 0; i < settings.batches(); i++) {
            free.push(new SegmentBatch(settings.batchBytes(), settings.maxSegments()));
        }
    }

    boolean isEmpty() {
        return free.isEmpty();
    }

    /** The one used last, whose memory is still in a cache. */
    SegmentBatch take() {
        return free.pop();
    }

    void give(SegmentBatch batch) {
        batch.reset();
        free.push(batch);
    }

    /** Gives the memory of all free batches back to the system. */
    void free() {
        while (!free.isEmpty()) {
            free.pop().free();
        }
    }
}
