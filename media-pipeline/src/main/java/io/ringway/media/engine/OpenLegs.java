package io.ringway.media.engine;

import io.ringway.media.CapacityExceededException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The legs of an engine, and the room for more. A leg takes its room when it is opened and leaves
 * it when nothing of it is left, which is a little after it has closed.
 *
 * <p>Thread: any.
 */
final class OpenLegs {

    private final int maxSessions;
    private final AtomicInteger unfinished = new AtomicInteger();
    private final ConcurrentMap<String, LegHandle> legs = new ConcurrentHashMap<>();
    private volatile boolean draining;

    OpenLegs(int maxSessions) {
        this.maxSessions = maxSessions;
    }

    /**
     * Takes room for one leg.
     *
     * @throws CapacityExceededException when there is none
     */
    void enter() {
        if (draining) {
            throw new CapacityExceededException("the server is shutting down");
        }
        if (unfinished.incrementAndGet() > maxSessions) {
            leave();
            throw new CapacityExceededException("max-sessions (" + maxSessions + ") legs are open");
        }
    }

    /** Gives the room of one leg back. */
    void leave() {
        unfinished.decrementAndGet();
    }

    /**
     * Makes a leg known by its session id.
     *
     * @throws IllegalArgumentException when there is one with that id
     */
    void add(LegHandle leg) {
        if (legs.putIfAbsent(leg.sessionId(), leg) != null) {
            throw new IllegalArgumentException(
                    "session " + leg.sessionId() + " is open already; ids must be unique");
        }
    }

    void remove(String sessionId) {
        legs.remove(sessionId);
    }

    /** By session id, as they are now and later. */
    Map<String, LegHandle> bySessionId() {
        return legs;
    }

    List<LegHandle> all() {
        return new ArrayList<>(legs.values());
    }

    int count() {
        return legs.size();
    }

    /** Whether something of a leg is left. */
    boolean busy() {
        return unfinished.get() > 0;
    }

    void drain() {
        draining = true;
    }
}
