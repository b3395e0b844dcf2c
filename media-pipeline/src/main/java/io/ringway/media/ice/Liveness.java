package io.ringway.media.ice;

/**
 * Whether the peer is there: from the first description over being connected to failure.
 *
 * <p>Thread: the agent's.
 */
final class Liveness {

    private final IceSettings settings;
    private final IceOutput output;
    private IceState state = IceState.NEW;
    private long deadlineNs = Deadline.NONE;

    Liveness(IceSettings settings, IceOutput output) {
        this.settings = settings;
        this.output = output;
    }

    IceState state() {
        return state;
    }

    /** Whether checks make sense at all. */
    boolean running() {
        return state != IceState.FAILED && state != IceState.CLOSED;
    }

    /** A restart revives a failed leg. */
    void restarted() {
        if (state == IceState.FAILED) {
            state = IceState.NEW;
            deadlineNs = Deadline.NONE;
        }
    }

    /** The remote description is there: from now a pair has to be found in time. */
    void described(long nowNs) {
        if (state == IceState.NEW || state == IceState.CHECKING) {
            state = IceState.CHECKING;
            deadlineNs = nowNs + settings.establishNs();
        } else if (state == IceState.DISCONNECTED) {
            deadlineNs = nowNs + settings.establishNs();
        }
    }

    /** A pair is selected and was just proved alive. */
    void connected(long nowNs) {
        boolean first = state != IceState.CONNECTED;
        state = IceState.CONNECTED;
        deadlineNs = nowNs + settings.expiryNs();
        if (first) {
            output.connected();
        }
    }

    /** Consent, or in lite mode anything authenticated, arrived for the selected pair. */
    void alive(long nowNs) {
        if (state == IceState.CONNECTED || state == IceState.DISCONNECTED) {
            connected(nowNs);
        }
    }

    void close() {
        state = IceState.CLOSED;
        deadlineNs = Deadline.NONE;
    }

    long deadlineNs() {
        return deadlineNs;
    }

    /**
     * @return whether a connected leg was lost just now
     */
    boolean onTimer(long nowNs) {
        if (!Deadline.due(deadlineNs, nowNs)) {
            return false;
        }
        if (state == IceState.CONNECTED) {
            state = IceState.DISCONNECTED;
            deadlineNs = nowNs + settings.disconnectedNs();
            output.disconnected();
            return true;
        }
        state = IceState.FAILED;
        deadlineNs = Deadline.NONE;
        output.failed();
        return false;
    }
}
