package io.ringway.media.ice;

import io.ringway.media.counters.Counter;
import io.ringway.media.stun.RandomSource;
import java.net.InetSocketAddress;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One leg's ICE, lite or full (RFC 8445), for a single component: RTP and RTCP are multiplexed and
 * sections bundled. Checks are answered by {@link CheckResponder}; here is what follows from them.
 *
 * <p>Every method may move {@link #nextDeadlineNs()}.
 *
 * <p>Thread: the shard that owns the leg. Media over the selected pair allocates nothing.
 */
public final class IceAgent {

    /** Returned by {@link #nextDeadlineNs()} when there is nothing to wait for. */
    public static final long NO_DEADLINE = Deadline.NONE;

    private static final int COMPONENT = 1;

    private final IceRole role;
    private final ConnectivityChecks checks;
    private final Liveness liveness;
    private final ValidatedSources sources;
    private final PairSelection selection;
    private final Nomination nomination;
    private final Generations generations;
    private final PairOutcomes outcomes;

    /**
     * Makes an agent and publishes its first credentials.
     *
     * @param sender the owning shard's
     */
    public static IceAgent start(
            IceAgentSpec spec,
            IceSettings settings,
            CheckSender sender,
            IceOutput output,
            long nowNs) {
        IceAgent agent = new IceAgent(spec, settings, sender, output, nowNs);
        agent.generations.publish();
        return agent;
    }

    private IceAgent(
            IceAgentSpec spec,
            IceSettings settings,
            CheckSender sender,
            IceOutput output,
            long nowNs) {
        RandomSource random = new RandomSource(spec.seed());
        this.role = new IceRole(spec.mode(), spec.tieBreaker());
        this.checks = new ConnectivityChecks(settings, spec, role, sender, random, output, nowNs);
        this.liveness = new Liveness(settings, output);
        this.sources = new ValidatedSources(settings.maxSources(), output);
        this.selection = new PairSelection(settings);
        this.nomination = new Nomination(settings, selection);
        this.generations = new Generations(settings, spec, role, output);
        this.outcomes =
                new PairOutcomes(
                        settings,
                        role,
                        checks,
                        generations,
                        selection,
                        liveness,
                        sources,
                        random,
                        output);
    }

    /** What the event loops answer current checks with. */
    public IceCredentialsEntry entry() {
        return generations.entryOf(generations.current());
    }

    public IceState state() {
        return liveness.state();
    }

    /** Where media goes now; null before the first pair is selected. */
    public @Nullable InetSocketAddress destination() {
        return selection.destination();
    }

    /**
     * The peer's credentials, from its description; the same ones again change nothing. Others than
     * before without a {@link #restart} of this side begin a new check list too.
     */
    public void setRemoteCredentials(IceCredentials remote, boolean remoteLite, long nowNs) {
        IceCredentials known = generations.current().remote();
        if (!liveness.running() || (known != null && known.equals(remote))) {
            return;
        }
        if (known != null) {
            supersede(generations.current().local);
        }
        if (role.face(remoteLite)) {
            generations.roleChanged();
        }
        generations.current().setRemote(remote);
        liveness.described(nowNs);
        pump(nowNs);
    }

    /**
     * Adds a candidate of the peer. Names, other components and addresses of no single host are
     * passed over, as the peer's own checks will show where it is.
     *
     * @return false when the leg holds as many as it may
     */
    public boolean addRemoteCandidate(IceCandidate candidate, long nowNs) {
        InetSocketAddress address = candidate.socketAddress();
        if (address == null || candidate.component() != COMPONENT || !liveness.running()) {
            return true;
        }
        IceGeneration current = generations.current();
        boolean added = current.checkList.addOffered(current, candidate, address, nowNs);
        pump(nowNs);
        return added;
    }

    /**
     * Begins a restart (RFC 8445 §9). The old credentials and pair stay in use until a pair of the
     * new ones is nominated.
     */
    public void restart(IceCredentials newLocal, long nowNs) {
        if (liveness.state() == IceState.CLOSED) {
            return;
        }
        liveness.restarted();
        supersede(newLocal);
        pump(nowNs);
    }

    /** A check this leg's entry answered with success. */
    public void onValidatedCheck(ValidatedCheck check, long nowNs) {
        IceGeneration generation = generations.of(check.entry());
        if (generation == null || !liveness.running()) {
            sources.refuse(check.source());
            return;
        }
        if (check.roleSwitch() && check.entry().controlling() == role.controlling()) {
            role.swap();
            generations.roleChanged();
        }
        CandidatePair pair =
                generation.checkList.heardFrom(
                        generation, check.path(), check.source(), check.priority(), nowNs);
        if (pair == null) {
            sources.refuse(check.source());
            return;
        }
        outcomes.checked(pair, check.useCandidate(), nowNs);
        pump(nowNs);
    }

    /**
     * A Binding response routed here by its transaction id.
     *
     * @return its length, or a {@link Counter#code()} when it was none of ours
     */
    public int onStunResponse(
            DirectBuffer buffer,
            int offset,
            int length,
            InetSocketAddress source,
            int path,
            long nowNs) {
        int parsed = checks.parse(buffer, offset, length);
        if (parsed < 0) {
            return parsed;
        }
        OutstandingCheck check = checks.find();
        if (check == null) {
            return Counter.DROP_STUN_UNKNOWN_TRANSACTION.code();
        }
        if (!checks.genuine(check)) {
            return Counter.DROP_STUN_INTEGRITY.code();
        }
        checks.finish(check);
        if (!check.pair.evicted) {
            outcomes.conclude(check, source, path, nowNs);
        }
        pump(nowNs);
        return parsed;
    }

    private void supersede(IceCredentials local) {
        outcomes.forget(generations.supersede(local, selection));
    }

    /**
     * An SRTP or SRTCP packet from there has passed authentication.
     *
     * @param path index of the local path it arrived on
     */
    public void onAuthenticatedMedia(InetSocketAddress source, int path, long nowNs) {
        outcomes.media(source, path, nowNs);
    }

    /** To be called when {@link #nextDeadlineNs()} has come; too early or late does no harm. */
    public void onTimer(long nowNs) {
        OutstandingCheck ended = checks.nextUnanswered(nowNs);
        while (ended != null) {
            outcomes.unanswered(ended);
            ended = checks.nextUnanswered(nowNs);
        }
        outcomes.consentTimer(nowNs);
        boolean lost = liveness.onTimer(nowNs);
        if (lost && role.full()) {
            outcomes.searchAgain();
        }
        pump(nowNs);
    }

    /** Nominates and sends what may be sent now. */
    private void pump(long nowNs) {
        if (!role.full() || !liveness.running()) {
            return;
        }
        if (role.controlling()) {
            nominateBest(generations.current(), nowNs);
        }
        if (nowNs - checks.nextPaceNs() >= 0) {
            CandidatePair next = generations.takeNext();
            if (next != null) {
                checks.begin(next, nowNs);
            }
        }
    }

    private void nominateBest(IceGeneration generation, long nowNs) {
        CandidatePair best = nomination.choose(generation, nowNs);
        if (best != null) {
            generation.nominating = best;
            best.nominating = true;
            generation.checkList.trigger(best);
        }
    }

    /** When {@link #onTimer} is due; {@link #NO_DEADLINE} when never. */
    public long nextDeadlineNs() {
        long next = liveness.deadlineNs();
        if (!role.full() || !liveness.running()) {
            return next;
        }
        next = Deadline.earlier(next, checks.nextDeadlineNs());
        next = Deadline.earlier(next, outcomes.consentDueNs());
        if (role.controlling()) {
            next = Deadline.earlier(next, nomination.deadlineNs(generations.current()));
        }
        return generations.hasNext() ? Deadline.earlier(next, checks.nextPaceNs()) : next;
    }

    /** Ends everything: credentials and sources are retired, and so are those of late checks. */
    public void close() {
        if (liveness.state() != IceState.CLOSED) {
            liveness.close();
            generations.retireAll();
            sources.retireAll();
        }
    }
}
