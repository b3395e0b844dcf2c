package io.ringway.media.ice;

import io.ringway.media.counters.Counter;
import io.ringway.media.ice.CandidatePair.State;
import io.ringway.media.stun.RandomSource;
import io.ringway.media.stun.StunClass;
import io.ringway.media.stun.StunMessage;
import io.ringway.media.stun.TransactionId;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Sends an agent's checks, one per Ta, repeats them and finds the one an answer belongs to (RFC
 * 8445 §7.2, §14). Thread: the agent's.
 */
final class ConnectivityChecks {

    /** Rm: how many first time-outs to wait after the last transmission (RFC 8489 §6.2.1). */
    private static final int LAST_WAIT_RTOS = 16;

    private final IceSettings settings;
    private final IceAgentSpec spec;
    private final IceRole role;
    private final CheckSender sender;
    private final IceOutput output;
    private final RandomSource random;
    private final OutstandingChecks outstanding = new OutstandingChecks();
    private long nextPaceNs;

    ConnectivityChecks(
            IceSettings settings,
            IceAgentSpec spec,
            IceRole role,
            CheckSender sender,
            RandomSource random,
            IceOutput output,
            long nowNs) {
        this.settings = settings;
        this.spec = spec;
        this.role = role;
        this.sender = sender;
        this.random = random;
        this.output = output;
        this.nextPaceNs = nowNs;
    }

    /** When the next new check may be sent. */
    long nextPaceNs() {
        return nextPaceNs;
    }

    /** Sends a first check of a pair whose generation has remote credentials. */
    void begin(CandidatePair pair, long nowNs) {
        quieten(pair, nowNs);
        nextPaceNs = nowNs + settings.pacingNs();
        pair.state = State.IN_PROGRESS;
        long busy = pair.generation.checkList.busyCount() * settings.pacingNs();
        boolean nominates = pair.nominating && role.controlling();
        send(pair, nominates, false, Math.max(settings.initialRtoNs(), busy), nowNs);
    }

    /**
     * Sends a consent check; a controlling agent repeats its nomination for NATs and lite peers.
     */
    void consent(CandidatePair pair, long nowNs) {
        send(pair, role.controlling(), true, settings.expiryNs(), nowNs);
    }

    private void send(
            CandidatePair pair, boolean nominates, boolean consent, long rtoNs, long nowNs) {
        IceCredentials remote = pair.generation.remote();
        if (remote == null) {
            return;
        }
        TransactionId id = TransactionId.of(spec.legId(), spec.processSecret(), random);
        OutstandingCheck check =
                new OutstandingCheck(
                        id, pair, role.controlling(), role.tieBreaker(), nominates, consent);
        check.arm(rtoNs, nowNs);
        outstanding.add(check);
        sender.send(check, remote, output);
    }

    /**
     * Parses an answer.
     *
     * @return its length or why it is none
     */
    int parse(DirectBuffer buffer, int offset, int length) {
        StunMessage response = sender.response();
        int parsed = response.parse(buffer, offset, length);
        if (parsed < 0) {
            return parsed;
        }
        StunClass kind = response.messageClass();
        boolean answer = kind == StunClass.SUCCESS || kind == StunClass.ERROR;
        return answer && response.isBinding() ? parsed : Counter.DROP_STUN_MALFORMED.code();
    }

    /** The check the parsed answer is for; null when it is none of ours. */
    @Nullable OutstandingCheck find() {
        return outstanding.find(sender.response());
    }

    /** Whether the parsed answer proves to come from the peer of that check. */
    boolean genuine(OutstandingCheck check) {
        IceCredentials remote = check.pair.generation.remote();
        return remote != null && sender.genuine(remote);
    }

    StunMessage response() {
        return sender.response();
    }

    void finish(OutstandingCheck check) {
        outstanding.remove(check);
    }

    /** Sends what is due again; returns a check that ended unanswered, null when none is left. */
    @Nullable OutstandingCheck nextUnanswered(long nowNs) {
        OutstandingCheck check = outstanding.due(nowNs);
        while (check != null) {
            IceCredentials remote = check.pair.generation.remote();
            if (remote == null || !check.retransmit(settings, nowNs)) {
                outstanding.remove(check);
                return check;
            }
            sender.send(check, remote, output);
            check = outstanding.due(nowNs);
        }
        return null;
    }

    boolean covers(CandidatePair pair) {
        return outstanding.covers(pair);
    }

    void quieten(CandidatePair pair, long nowNs) {
        outstanding.quieten(pair, lastWaitNs(nowNs));
    }

    void quieten(IceGeneration generation, long nowNs) {
        outstanding.quieten(generation, lastWaitNs(nowNs));
    }

    void forget(IceGeneration generation) {
        outstanding.removeIf(check -> check.pair.generation == generation);
    }

    long nextDeadlineNs() {
        return outstanding.nextDeadlineNs();
    }

    private long lastWaitNs(long nowNs) {
        return nowNs + LAST_WAIT_RTOS * settings.initialRtoNs();
    }
}
