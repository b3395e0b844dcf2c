package io.ringway.media.leg;

import io.ringway.media.LegEvent;
import io.ringway.media.LegListener;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries a leg's events to its listener: in order, one at a time, on a virtual thread that exists
 * only while there is something to tell. A slow listener loses events beyond a bound, never the
 * last one, and never holds up the shard.
 *
 * <p>Thread: {@link #tell} any.
 */
public final class LegEvents {

    private static final Logger log = LoggerFactory.getLogger(LegEvents.class);
    private static final int MAX_QUEUED = 256;

    private final String sessionId;
    private final LegListener listener;
    private final CounterBlock shared;
    private final ArrayDeque<LegEvent> queue = new ArrayDeque<>();
    private boolean telling;
    private boolean ended;

    /**
     * Makes the carrier of one leg's events.
     *
     * @param shared block whose shared methods count what is dropped
     */
    public LegEvents(String sessionId, LegListener listener, CounterBlock shared) {
        this.sessionId = sessionId;
        this.listener = listener;
        this.shared = shared;
    }

    /** Queues an event; after the last one, none. */
    public synchronized void tell(LegEvent event) {
        if (ended) {
            return;
        }
        ended = event instanceof LegEvent.Closed;
        if (queue.size() >= MAX_QUEUED && !ended) {
            shared.incrementShared(Counter.DROP_EVENT_QUEUE);
            return;
        }
        queue.add(event);
        if (!telling) {
            telling = true;
            Thread.ofVirtual().name("leg-events-" + sessionId).start(this::tellAll);
        }
    }

    private void tellAll() {
        for (LegEvent event = next(); event != null; event = next()) {
            try {
                listener.onEvent(event);
            } catch (RuntimeException e) {
                log.error("call={} the listener failed on {}", sessionId, event, e);
            }
        }
    }

    private synchronized @Nullable LegEvent next() {
        LegEvent event = queue.poll();
        telling = event != null;
        return event;
    }
}
