package io.ringway.server.wiring;

import java.util.concurrent.TimeUnit;

/**
 * Whether calls have grown so much since the heap was last collected that it is worth doing again:
 * by a share of them, and preferably when no more are being added, for those would need the next
 * one.
 *
 * <p>Thread: one.
 */
final class CallGrowth {

    /** Fewer fit a processor's caches wherever they lie. */
    static final int LEAST_CALLS = 100;

    /** That long it waits for calls to stop being added. */
    static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(10);

    /** Between two collections: one takes some tenths of a second of a processor at 1,500 calls. */
    static final long LEAST_INTERVAL_NS = TimeUnit.SECONDS.toNanos(5);

    private final int percent;

    /** How many there were when the heap was collected, less those that have ended since. */
    private int together;

    private int seen;
    private long collectedNs;
    private boolean collected;
    private long grownSinceNs;
    private boolean grown;

    /**
     * @param percent growth that is worth a collection, above 0
     */
    CallGrowth(int percent) {
        this.percent = percent;
    }

    /**
     * Looks at them, once a second or so.
     *
     * @param calls open now
     * @return whether to collect, which is then taken as done
     */
    boolean due(int calls, long nowNs) {
        boolean adding = calls > seen;
        seen = calls;
        together = Math.min(together, calls);
        if (calls < LEAST_CALLS || 100L * (calls - together) < (long) percent * together) {
            grown = false;
            return false;
        }
        if (!grown) {
            grown = true;
            grownSinceNs = nowNs;
        }
        boolean waits = adding && nowNs - grownSinceNs < PATIENCE_NS;
        boolean early = collected && nowNs - collectedNs < LEAST_INTERVAL_NS;
        return !waits && !early && take(calls, nowNs);
    }

    private boolean take(int calls, long nowNs) {
        together = calls;
        collectedNs = nowNs;
        collected = true;
        grown = false;
        return true;
    }
}
