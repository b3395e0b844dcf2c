package io.ringway.media.segment;

import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.OneToOneConcurrentArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * What stands between a shard's batcher and its forwarder: items one way, used batches the other,
 * and one word that says on which stream the next batch may go.
 *
 * <p>Threads: methods named of the shard by the shard's thread, of the forwarder by the
 * forwarder's. Neither side ever waits for the other.
 */
public final class ForwardingLane {

    /** No stream is open. */
    static final int CLOSED = 0;

    private static final int MIN_ITEMS = 1_024;

    private final OneToOneConcurrentArrayQueue<StreamItem> items;
    private final OneToOneConcurrentArrayQueue<SegmentBatch> used;
    private volatile int demand = CLOSED;
    private volatile @Nullable Thread forwarder;

    ForwardingLane(BatchSettings settings) {
        items =
                new OneToOneConcurrentArrayQueue<>(
                        Math.max(MIN_ITEMS, 2 * settings.inFlightBatches()));
        used = new OneToOneConcurrentArrayQueue<>(settings.batches());
    }

    /**
     * The open stream's number if it takes a batch now, that number negated if it is open but busy,
     * {@link #CLOSED} otherwise. Any thread.
     */
    int demand() {
        return demand;
    }

    /** Shard: whether another item can be handed over now. */
    boolean hasRoom() {
        return items.size() < items.capacity();
    }

    /** Shard: hands an item over; needs room. */
    void giveForSending(StreamItem item) {
        if (!items.offer(item)) {
            throw new IllegalStateException("no room for another item");
        }
    }

    /** Shard: a batch that came back, sent or not. */
    @Nullable SegmentBatch takeUsed() {
        return used.poll();
    }

    /** Shard: there is something new. */
    void wakeForwarder() {
        LockSupport.unpark(forwarder);
    }

    /** Forwarder: who is to be woken. */
    void attach(Thread thread) {
        forwarder = thread;
    }

    /** Forwarder: the next item in order. */
    @Nullable StreamItem takeForSending() {
        return items.poll();
    }

    /** Forwarder: a batch goes home. There is always room: the queue holds as many as there are. */
    void giveBack(SegmentBatch batch) {
        if (!used.offer(batch)) {
            throw new IllegalStateException("more batches came back than were given");
        }
    }

    /** Forwarder: what the shard may do from now on; see {@link #demand()}. */
    void setDemand(int streamDemand) {
        if (demand != streamDemand) {
            demand = streamDemand;
        }
    }
}
