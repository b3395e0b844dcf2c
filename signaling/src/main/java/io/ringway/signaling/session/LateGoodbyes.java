package io.ringway.signaling.session;

import java.util.ArrayDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends of sessions that the session manager could not be told of when they came: told one after the
 * other, oldest first, until it has heard of them all. While it fails there is a pause between two
 * tries that doubles from try to try. What exceeds the capacity is dropped and counted.
 *
 * <p>Thread: any adds; they are told on a virtual thread that exists while there is something to
 * tell.
 */
final class LateGoodbyes implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LateGoodbyes.class);
    private static final int LONGEST_BACKOFF = 512;

    /** Tells the end of one session. */
    interface Teller {
        void tell(String sessionId) throws SessionManagerException;
    }

    private final Teller teller;
    private final int capacity;
    private final long firstBackoffMs;
    private final ArrayDeque<String> waiting = new ArrayDeque<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private boolean running;
    private long dropped;

    /**
     * @param capacity ends that may wait
     * @param firstBackoffMs pause after the first failure; the longest is 512 times that
     */
    LateGoodbyes(Teller teller, int capacity, int firstBackoffMs) {
        this.teller = teller;
        this.capacity = capacity;
        this.firstBackoffMs = firstBackoffMs;
    }

    /** Has the end of a session told later on. */
    synchronized void add(String sessionId) {
        if (isClosed() || waiting.size() >= capacity) {
            dropped++;
            if (Long.bitCount(dropped) == 1) {
                LOG.warn("session manager will not hear of every end dropped={}", dropped);
            }
            return;
        }
        waiting.add(sessionId);
        if (!running) {
            running = true;
            Thread.ofVirtual().name("session-goodbyes").start(this::tellAll);
        }
    }

    synchronized int waiting() {
        return waiting.size();
    }

    /** Ends the session manager will never hear of. */
    synchronized long dropped() {
        return dropped;
    }

    private void tellAll() {
        long backoffMs = firstBackoffMs;
        for (String sessionId = next(); sessionId != null; sessionId = next()) {
            if (told(sessionId)) {
                backoffMs = firstBackoffMs;
                done(sessionId);
            } else if (pause(backoffMs)) {
                backoffMs = Math.min(2 * backoffMs, LONGEST_BACKOFF * firstBackoffMs);
            }
        }
    }

    /** Whether there is nothing more to be done about it. */
    private boolean told(String sessionId) {
        try {
            teller.tell(sessionId);
            LOG.debug(
                    "session manager heard of an end late call={} waiting={}",
                    sessionId,
                    waiting());
            return true;
        } catch (SessionManagerException e) {
            if (!e.serviceFailed()) {
                LOG.warn(
                        "session manager failed call={} function=DeregisterSession url={} status={}"
                                + " body={}",
                        sessionId,
                        e.url(),
                        e.status(),
                        e.body());
            }
            return !e.serviceFailed();
        } catch (RuntimeException e) {
            LOG.error("session manager failed call={} function=DeregisterSession", sessionId, e);
            return true;
        }
    }

    private synchronized @Nullable String next() {
        String sessionId = isClosed() ? null : waiting.peek();
        running = sessionId != null;
        return sessionId;
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private synchronized void done(String sessionId) {
        waiting.remove(sessionId);
    }

    /** False when it was closed meanwhile. */
    private boolean pause(long pauseMs) {
        try {
            return !closed.await(pauseMs, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            closed.countDown();
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Gives up what waits. */
    @Override
    public synchronized void close() {
        closed.countDown();
        if (!waiting.isEmpty()) {
            LOG.warn("session manager was not told of every end pending={}", waiting.size());
        }
    }
}
