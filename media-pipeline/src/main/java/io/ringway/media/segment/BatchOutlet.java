package io.ringway.media.segment;

import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import org.jspecify.annotations.Nullable;

/**
 * A shard's closed batches on their way out: waiting, handed over, come back, or dropped; and the
 * pool they are taken from and return to.
 *
 * <p>Thread: the shard's.
 */
final class BatchOutlet {

    private final BatchSettings settings;
    private final CounterBlock counters;
    private final ForwardingLane lane;
    private final WaitingItems waiting;
    private final BatchPool pool;
    private int inFlight;
    private int stream;

    BatchOutlet(BatchSettings settings, CounterBlock counters) {
        this.settings = settings;
        this.counters = counters;
        lane = new ForwardingLane(settings);
        waiting = new WaitingItems(settings);
        pool = new BatchPool(settings);
    }

    ForwardingLane lane() {
        return lane;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Number of the stream that is open now or was last; 0 before the first. */
    int stream() {
        return stream;
    }

    /** Queues a batch that is not touched from now on. */
    void add(SegmentBatch batch) {
        waiting.add(batch);
    }

    /** Queues an event behind every batch there is; false (counted) if there is no room for it. */
    boolean add(SpeechEvent event) {
        boolean taken = waiting.add(event);
        if (!taken) {
            counters.increment(Counter.DROP_SPEECH_EVENT);
        }
        return taken;
    }

    /** A batch to fill, if need be the oldest that waits. The settings see to it there is one. */
    SegmentBatch takeFree() {
        if (pool.isEmpty()) {
            collectUsed();
        }
        SegmentBatch oldest = pool.isEmpty() ? waiting.takeOldestBatch() : null;
        if (oldest != null) {
            dropWaiting(oldest);
        }
        return pool.take();
    }

    /** Sends what can be sent and drops what is too old. */
    void poll(long nowNs) {
        // Read first: a batch is handed over only if everything an older stream left unsent has
        // been accounted for below (the forwarder gives it back before it opens another).
        int demand = readDemand();
        collectUsed();
        dropOldBatches(nowNs);
        handOver(demand);
    }

    int readDemand() {
        int demand = lane.demand();
        if (demand != ForwardingLane.CLOSED) {
            stream = Math.abs(demand);
        }
        return demand;
    }

    /** Drops what waits, and frees all memory that is here. */
    void close(@Nullable SegmentBatch open) {
        collectUsed();
        for (SegmentBatch b = waiting.takeOldestBatch(); b != null; b = waiting.takeOldestBatch()) {
            dropWaiting(b);
        }
        if (open != null) {
            pool.give(open);
        }
        pool.free();
    }

    private void handOver(int demand) {
        boolean handedOver = false;
        for (StreamItem item = waiting.head();
                item != null && lane.hasRoom();
                item = waiting.head()) {
            boolean mayGo = !(item instanceof SegmentBatch batch) || prepare(batch, demand);
            if (!mayGo) {
                break;
            }
            lane.giveForSending(item);
            waiting.removeHead();
            inFlight += item instanceof SegmentBatch ? 1 : 0;
            handedOver = true;
        }
        if (handedOver) {
            lane.wakeForwarder();
        }
    }

    private boolean prepare(SegmentBatch batch, int demand) {
        if (demand <= ForwardingLane.CLOSED || inFlight >= settings.inFlightBatches()) {
            return false;
        }
        batch.assignTo(demand);
        counters.add(Counter.SEGMENT_GAPS, batch.tellGaps());
        return true;
    }

    private void collectUsed() {
        for (SegmentBatch batch = lane.takeUsed(); batch != null; batch = lane.takeUsed()) {
            inFlight--;
            if (batch.sent()) {
                countForwarded(batch);
                pool.give(batch);
            } else {
                drop(batch, Counter.DROP_SEGMENT_NO_TARGET);
            }
        }
    }

    private void countForwarded(SegmentBatch batch) {
        for (int i = 0; i < batch.segments(); i++) {
            batch.track(i).onForwarded();
        }
        counters.add(Counter.SEGMENTS_FORWARDED, batch.segments());
        counters.increment(Counter.SEGMENT_BATCHES);
    }

    private void dropOldBatches(long nowNs) {
        SegmentBatch oldest = waiting.oldestBatch();
        while (oldest != null && nowNs - oldest.openedAtNs() > settings.maxQueueAgeNs()) {
            waiting.takeOldestBatch();
            dropWaiting(oldest);
            oldest = waiting.oldestBatch();
        }
    }

    private void dropWaiting(SegmentBatch batch) {
        boolean noTarget = lane.demand() == ForwardingLane.CLOSED;
        drop(batch, noTarget ? Counter.DROP_SEGMENT_NO_TARGET : Counter.DROP_SEGMENT_QUEUE);
    }

    private void drop(SegmentBatch batch, Counter reason) {
        for (int i = 0; i < batch.segments(); i++) {
            SegmentTrack track = batch.track(i);
            track.onDropped(batch.ticks(i), batch.toldTicks(i));
            track.credit().giveBack(batch.ticks(i), batch.creditPayer(i));
        }
        counters.add(reason, batch.segments());
        pool.give(batch);
    }
}
