package io.ringway.media.ice;

/** What an agent is at the moment. Thread: the agent's. */
final class IceRole {

    private final IceMode mode;
    private boolean full;
    private boolean controlling;
    private long tieBreaker;

    IceRole(IceMode mode, long tieBreaker) {
        this.mode = mode;
        this.full = mode != IceMode.LITE;
        this.controlling = mode == IceMode.CONTROLLING;
        this.tieBreaker = tieBreaker;
    }

    /** Whether it sends checks of its own. */
    boolean full() {
        return full;
    }

    boolean controlling() {
        return controlling;
    }

    long tieBreaker() {
        return tieBreaker;
    }

    /**
     * Somebody has to check and nominate: facing a lite peer, this side does (RFC 8445 §6.1.1),
     * even in lite mode, since two that only answer would never meet.
     *
     * @return whether anything changed
     */
    boolean face(boolean remoteLite) {
        boolean wasFull = full;
        boolean wasControlling = controlling;
        full = mode != IceMode.LITE || remoteLite;
        controlling = remoteLite || (full && controlling);
        return full != wasFull || controlling != wasControlling;
    }

    void swap() {
        controlling = !controlling;
    }

    /** After losing a conflict the tie-breaker has to change (RFC 8445 §7.2.5.1). */
    void renew(long newTieBreaker) {
        tieBreaker = newTieBreaker;
    }
}
