package io.ringway.media.segment;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Closed batches and events on the shard's side, in the order they have to arrive. Batches can be
 * taken out from the old end; events keep their place.
 *
 * <p>Bounds: the pool bounds batches. What is told of keys and playback is refused beyond a
 * capacity; beginnings and ends of sessions are always taken, since each stands for a call that was
 * admitted, and a stream that takes nothing is given up after the stall time-out.
 *
 * <p>Thread: the shard's.
 */
final class WaitingItems {

    private record QueuedEvent(SpeechEvent event, long afterBatch) {}

    private final ArrayDeque<SegmentBatch> batches;
    private final ArrayDeque<QueuedEvent> events = new ArrayDeque<>(1_024);
    private final int eventCapacity;
    private long lastBatchNumber;

    WaitingItems(BatchSettings settings) {
        batches = new ArrayDeque<>(settings.batches());
        eventCapacity = settings.eventQueueCapacity();
    }

    /** Seals a batch and queues it. */
    void add(SegmentBatch batch) {
        batch.seal(++lastBatchNumber);
        batches.addLast(batch);
    }

    /** Queues an event behind every batch there is; false if it is one there is no room for. */
    boolean add(SpeechEvent event) {
        boolean mayBeRefused =
                event instanceof SpeechEvent.Dtmf
                        || event instanceof SpeechEvent.MarkReached
                        || event instanceof SpeechEvent.Playback
                        || event instanceof SpeechEvent.BargeIn;
        if (mayBeRefused && events.size() >= eventCapacity) {
            return false;
        }
        events.addLast(new QueuedEvent(event, lastBatchNumber));
        return true;
    }

    /** What has to go next. */
    @Nullable StreamItem head() {
        QueuedEvent event = events.peekFirst();
        SegmentBatch batch = batches.peekFirst();
        boolean eventIsNext =
                event != null && (batch == null || event.afterBatch() < batch.number());
        return eventIsNext ? event.event() : batch;
    }

    /** Takes {@link #head()} away. */
    void removeHead() {
        if (head() instanceof SegmentBatch) {
            batches.removeFirst();
        } else {
            events.removeFirst();
        }
    }

    @Nullable SegmentBatch oldestBatch() {
        return batches.peekFirst();
    }

    @Nullable SegmentBatch takeOldestBatch() {
        return batches.pollFirst();
    }

    boolean isEmpty() {
        return batches.isEmpty() && events.isEmpty();
    }
}
