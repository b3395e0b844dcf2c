package io.ringway.media.ice;

import org.jspecify.annotations.Nullable;

/**
 * The generation in negotiation and, during a restart, the one still in use; keeps the event loops
 * told of both. Thread: the agent's.
 */
final class Generations {

    private final IceSettings settings;
    private final IceAgentSpec spec;
    private final IceRole role;
    private final IceOutput output;
    private IceGeneration current;
    private @Nullable IceGeneration previous;

    Generations(IceSettings settings, IceAgentSpec spec, IceRole role, IceOutput output) {
        this.settings = settings;
        this.spec = spec;
        this.role = role;
        this.output = output;
        this.current = make(0, spec.local());
    }

    IceGeneration current() {
        return current;
    }

    @Nullable IceGeneration previous() {
        return previous;
    }

    /** The generation an entry was published for; null when it has been retired. */
    @Nullable IceGeneration of(IceCredentialsEntry entry) {
        if (entry.generation() == current.number) {
            return current;
        }
        IceGeneration old = previous;
        return old != null && entry.generation() == old.number ? old : null;
    }

    /**
     * Begins another generation and publishes it. Of two that would then be old, the one in use
     * stays.
     *
     * @return the one given up; null when none was
     */
    @Nullable IceGeneration supersede(IceCredentials local, PairSelection selection) {
        IceGeneration old = previous;
        boolean oldInUse = old != null && selection.isIn(old);
        IceGeneration dropped = oldInUse ? current : old;
        current.checkList.complete();
        previous = oldInUse ? old : current;
        current = make(current.number + 1, local);
        publish(current);
        if (dropped != null) {
            retire(dropped);
        }
        return dropped;
    }

    /**
     * The current generation has a pair in use: the other's credentials end.
     *
     * @return the one given up; null when there was none
     */
    @Nullable IceGeneration retirePrevious() {
        IceGeneration old = previous;
        previous = null;
        if (old != null) {
            retire(old);
        }
        return old;
    }

    void retireAll() {
        retirePrevious();
        output.credentialsRetired(current.local.ufrag());
    }

    /** Priorities and answers to checks depend on the role. */
    void roleChanged() {
        current.roleChanged(role.controlling());
        publish(current);
        if (previous != null) {
            previous.roleChanged(role.controlling());
            publish(previous);
        }
    }

    /** The next pair to check, of the current generation before the one still in use. */
    @Nullable CandidatePair takeNext() {
        CandidatePair next = current.remote() == null ? null : current.checkList.takeNext();
        IceGeneration old = previous;
        return next == null && old != null && old.remote() != null
                ? old.checkList.takeNext()
                : next;
    }

    boolean hasNext() {
        IceGeneration old = previous;
        return (current.remote() != null && current.checkList.hasNext())
                || (old != null && old.remote() != null && old.checkList.hasNext());
    }

    void publish() {
        publish(current);
    }

    /** The pair in use was lost: everything of both generations is tried again. */
    void reopen() {
        current.reopen();
        if (previous != null) {
            previous.reopen();
        }
    }

    IceCredentialsEntry entryOf(IceGeneration generation) {
        return new IceCredentialsEntry(
                generation.local,
                !role.full(),
                role.controlling(),
                role.tieBreaker(),
                generation.number,
                spec.leg());
    }

    /** The older of two with the same fragment would hide the newer, and is not published again. */
    private void publish(IceGeneration generation) {
        if (generation == current || !sameUfrag(generation, current)) {
            output.credentialsPublished(entryOf(generation));
        }
    }

    private void retire(IceGeneration old) {
        IceGeneration other = previous;
        boolean stillUsed = sameUfrag(old, current) || (other != null && sameUfrag(old, other));
        if (!stillUsed) {
            output.credentialsRetired(old.local.ufrag());
        }
    }

    private static boolean sameUfrag(IceGeneration a, IceGeneration b) {
        return a.local.ufrag().equals(b.local.ufrag());
    }

    private IceGeneration make(int number, IceCredentials local) {
        CheckList checkList = new CheckList(settings, spec.paths(), role.controlling());
        return new IceGeneration(number, local, checkList);
    }
}
