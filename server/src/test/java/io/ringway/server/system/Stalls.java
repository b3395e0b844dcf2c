package io.ringway.server.system;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * How long the machine let nobody run who wanted to: a thread that is due every 5 ms notes by how
 * much it was late. Who speaks and listens in real time is judged by that, too.
 */
public final class Stalls implements AutoCloseable {

    private static final long PERIOD_NS = TimeUnit.MILLISECONDS.toNanos(5);

    /** More than jitter buffers are prepared for on one machine. */
    private static final long LONG_NS = TimeUnit.MILLISECONDS.toNanos(25);

    private static final int TRIES = 3;

    /** What is said and heard in real time, and judged. */
    @FunctionalInterface
    public interface Talk {
        void hold() throws Exception;
    }

    private final AtomicLong longestNs = new AtomicLong();
    private volatile boolean closed;

    private Stalls() {
        Thread.ofPlatform().daemon().name("stalls").start(this::watch);
    }

    /**
     * Holds a talk. One that failed while the machine stood still says nothing and is held again,
     * up to three times in all; one that failed by itself fails at once.
     */
    public static void undisturbed(Talk talk) throws Exception {
        for (int left = TRIES; left > 0; left--) {
            Stalls stalls = new Stalls();
            try {
                talk.hold();
                return;
            } catch (AssertionError e) {
                if (left == 1 || stalls.longestNs.get() < LONG_NS) {
                    throw e;
                }
            } finally {
                stalls.close();
            }
        }
    }

    private void watch() {
        long dueNs = System.nanoTime() + PERIOD_NS;
        while (!closed) {
            LockSupport.parkNanos(dueNs - System.nanoTime());
            long lateNs = System.nanoTime() - dueNs;
            longestNs.accumulateAndGet(lateNs, Math::max);
            dueNs = Math.max(dueNs, System.nanoTime()) + PERIOD_NS;
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
