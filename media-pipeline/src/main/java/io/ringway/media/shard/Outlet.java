package io.ringway.media.shard;

/** Where a thread leaves work for the next one. Thread: the one that leaves it. */
@FunctionalInterface
public interface Outlet {

    /** Leads nowhere. */
    Outlet NONE = () -> true;

    /**
     * Sends what waits for room, and wakes the next thread if there is something new for it; once a
     * cycle.
     *
     * @return false while commands still wait: a thread then takes no more that might yield others
     */
    boolean flush();

    /** Sends all that waits, at the end of a thread's life, unless the next one takes too long. */
    default void flushWithin(long timeoutNs) {
        long startNs = System.nanoTime();
        while (!flush() && System.nanoTime() - startNs < timeoutNs) {
            Thread.yield();
        }
    }
}
