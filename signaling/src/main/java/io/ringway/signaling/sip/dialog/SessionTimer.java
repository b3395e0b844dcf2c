package io.ringway.signaling.sip.dialog;

/**
 * The life of a session between refreshes (RFC 4028): who refreshes, when, and when to give up.
 *
 * <p>Times are from a monotonic clock, in ns.
 */
final class SessionTimer {

    private static final long SECOND_NS = 1_000_000_000L;

    /** What is due. */
    enum Due {
        NOTHING,
        /** We refresh now. */
        REFRESH,
        /** The other side's refresh did not come: BYE (RFC 4028 §10). */
        EXPIRE
    }

    private int intervalS;
    private boolean refreshing;
    private long sinceNs;
    private boolean asked;

    /**
     * Begins a new interval: a first agreement, or a refresh.
     *
     * @param intervalS 0 switches the timer off
     * @param refreshing whether the refresh is ours to send
     */
    void restart(int intervalS, boolean refreshing, long nowNs) {
        this.intervalS = intervalS;
        this.refreshing = refreshing;
        this.sinceNs = nowNs;
        this.asked = false;
    }

    boolean running() {
        return intervalS > 0;
    }

    int intervalS() {
        return intervalS;
    }

    boolean refreshing() {
        return refreshing;
    }

    /** What is due now; a refresh is told once an interval. */
    Due due(long nowNs) {
        if (!running() || deadlineNs() - nowNs > 0) {
            return Due.NOTHING;
        }
        if (refreshing && !asked) {
            asked = true;
            return Due.REFRESH;
        }
        return Due.EXPIRE;
    }

    /** How long until something is due. Only while it runs. */
    long delayMs(long nowNs) {
        return Math.max(0, (deadlineNs() - nowNs + 999_999) / 1_000_000);
    }

    /**
     * Half the interval for a refresh of ours (§7.2); else, or once asked, the end less a third of
     * the interval or 32 s, whichever is less (§10).
     */
    private long deadlineNs() {
        if (refreshing && !asked) {
            return sinceNs + intervalS * SECOND_NS / 2;
        }
        return sinceNs + (intervalS - Math.min(32, intervalS / 3)) * SECOND_NS;
    }
}
