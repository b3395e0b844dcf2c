package io.ringway.media.ice;

/** A local path and a remote candidate, with what checks have shown. Thread: the agent's. */
final class CandidatePair {

    /** RFC 8445 §6.1.2.6. */
    enum State {
        FROZEN,
        WAITING,
        IN_PROGRESS,
        SUCCEEDED,
        FAILED
    }

    final IceGeneration generation;
    final LocalPath path;
    final RemoteCandidate remote;
    State state = State.FROZEN;
    long priority;

    /** The peer nominated it, or our nominating check passed. */
    boolean nominated;

    /** The next check of it is to carry USE-CANDIDATE. */
    boolean nominating;

    /** In use for media now, so not to be evicted. */
    boolean selected;

    /** Evicted from its list; late answers to its checks mean nothing. */
    boolean evicted;

    /** When an authenticated packet last came over it. */
    long heardNs;

    CandidatePair(IceGeneration generation, LocalPath path, RemoteCandidate remote, long nowNs) {
        this.generation = generation;
        this.path = path;
        this.remote = remote;
        this.heardNs = nowNs;
    }

    /** RFC 8445 §6.1.2.3; candidate priorities are below 2³¹, so this stays positive. */
    void prioritize(boolean controlling) {
        long local = path.hostPriority();
        long ours = controlling ? local : remote.priority();
        long theirs = controlling ? remote.priority() : local;
        long tie = ours > theirs ? 1 : 0;
        priority = (Math.min(ours, theirs) << 32) + 2 * Math.max(ours, theirs) + tie;
    }

    boolean succeeded() {
        return state == State.SUCCEEDED;
    }

    /** Whether a check of it may still come to a result. */
    boolean open() {
        return state == State.FROZEN || state == State.WAITING || state == State.IN_PROGRESS;
    }

    /** Whether it may make room for another. */
    boolean evictable() {
        return !selected && state != State.IN_PROGRESS && state != State.SUCCEEDED;
    }

    boolean sameFoundation(CandidatePair other) {
        return path.index() == other.path.index() && remote.sameFoundation(other.remote);
    }
}
