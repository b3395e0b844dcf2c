package io.ringway.server.wiring;

import java.util.concurrent.TimeUnit;

/**
 * When the heap is best collected: when enough of the calls are newer than the last time, the
 * process leaves room for it, and preferably when calls are not just being added, for those would
 * need the next one.
 *
 * <p>Thread: one.
 */
final class CollectionTiming {

    /** Fewer fit a processor's caches wherever they lie. */
    static final int LEAST_CALLS = 100;

    /** That long it waits for calls to stop being added. */
    static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(10);

    /** Between two collections: one takes some tenths of a second of a processor at 1,500 calls. */
    static final long LEAST_INTERVAL_NS = TimeUnit.SECONDS.toNanos(10);

    private final int percent;
    private final double busy;
    private int seenCalls;
    private long openedBefore;
    private long collectedNs;
    private boolean collected;
    private long wantedSinceNs;
    private boolean wanted;

    /**
     * @param percent of the calls that are new make a collection worth it, 1 to 100
     * @param busy share of its processors that the process needs at most when it is collected
     */
    CollectionTiming(int percent, double busy) {
        this.percent = percent;
        this.busy = busy;
    }

    /**
     * Looks at them, once a second or so.
     *
     * @param calls open now
     * @param opened calls since the start
     * @param load share of its processors that the process has needed lately
     * @return whether to collect, which is then taken as done
     */
    boolean due(int calls, long opened, double load, long nowNs) {
        boolean adding = calls > seenCalls;
        seenCalls = calls;
        long fresh = Math.min(calls, opened - openedBefore);
        if (calls < LEAST_CALLS || 100 * fresh < (long) percent * calls) {
            wanted = false;
            return false;
        }
        if (!wanted) {
            wanted = true;
            wantedSinceNs = nowNs;
        }
        boolean waits = adding && nowNs - wantedSinceNs < PATIENCE_NS;
        boolean early = collected && nowNs - collectedNs < LEAST_INTERVAL_NS;
        if (waits || early || load > busy) {
            return false;
        }
        openedBefore = opened;
        collectedNs = nowNs;
        collected = true;
        wanted = false;
        return true;
    }
}
