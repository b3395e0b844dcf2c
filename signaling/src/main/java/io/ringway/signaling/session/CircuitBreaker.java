package io.ringway.signaling.session;

/**
 * Stops asking a service that keeps failing, and asks again, once, after a while.
 *
 * <p>Thread: any. No clock of its own: callers pass {@code nowNs}. Everyone let in must report how
 * it went.
 */
final class CircuitBreaker {

    /** Whether calls go through. */
    enum State {
        /** All do. */
        CLOSED,
        /** None does until the pause is over. */
        OPEN,
        /** One is on its way to find out. */
        HALF_OPEN
    }

    private final int failuresToOpen;
    private final long openNs;
    private State state = State.CLOSED;
    private int failures;
    private long openedNs;

    /**
     * @param failuresToOpen consecutive failures that open it
     * @param openNs how long it stays open before one call may try
     */
    CircuitBreaker(int failuresToOpen, long openNs) {
        this.failuresToOpen = failuresToOpen;
        this.openNs = openNs;
    }

    /** Whether a call may be made now. */
    synchronized boolean tryEnter(long nowNs) {
        if (state == State.CLOSED) {
            return true;
        }
        if (state == State.HALF_OPEN || nowNs - openedNs < openNs) {
            return false;
        }
        state = State.HALF_OPEN;
        return true;
    }

    /** The service answered sensibly. */
    synchronized void succeeded() {
        failures = 0;
        state = State.CLOSED;
    }

    /** The service did not answer, or failed. */
    synchronized void failed(long nowNs) {
        failures++;
        if (state == State.HALF_OPEN || failures >= failuresToOpen) {
            state = State.OPEN;
            openedNs = nowNs;
        }
    }

    synchronized State state() {
        return state;
    }
}
