package io.ringway.media.ice;

import io.ringway.media.ice.CandidatePair.State;
import io.ringway.media.stun.RandomSource;
import io.ringway.media.stun.StunClass;
import io.ringway.media.stun.StunMessage;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * What follows from what checks and media show of a pair: that it is valid, failed, nominated, in
 * use or lost. Thread: the agent's.
 */
final class PairOutcomes {

    private final IceSettings settings;
    private final IceRole role;
    private final ConnectivityChecks checks;
    private final Generations generations;
    private final PairSelection selection;
    private final Liveness liveness;
    private final ValidatedSources sources;
    private final RandomSource random;
    private final IceOutput output;
    private long consentDueNs = Deadline.NONE;

    PairOutcomes(
            IceSettings settings,
            IceRole role,
            ConnectivityChecks checks,
            Generations generations,
            PairSelection selection,
            Liveness liveness,
            ValidatedSources sources,
            RandomSource random,
            IceOutput output) {
        this.settings = settings;
        this.role = role;
        this.checks = checks;
        this.generations = generations;
        this.selection = selection;
        this.liveness = liveness;
        this.sources = sources;
        this.random = random;
        this.output = output;
    }

    /** The peer's own check came over that pair and was answered. */
    void checked(CandidatePair pair, boolean useCandidate, long nowNs) {
        sources.heard(pair.remote.address, selection.destination(), nowNs);
        checkBack(pair, nowNs);
        if (useCandidate && !role.controlling()) {
            nominate(pair, nowNs);
        }
    }

    /** In lite mode being heard is enough; in full mode a check in return (RFC 8445 §7.3.1.4). */
    private void checkBack(CandidatePair pair, long nowNs) {
        if (!role.full()) {
            pair.state = State.SUCCEEDED;
            liveness.alive(nowNs);
        } else if (!pair.succeeded()) {
            checks.quieten(pair, nowNs);
            pair.generation.checkList.trigger(pair);
        }
    }

    /** A genuine answer to that check has been parsed. */
    void conclude(OutstandingCheck check, InetSocketAddress source, int path, long nowNs) {
        CandidatePair pair = check.pair;
        StunMessage response = checks.response();
        boolean symmetric = path == pair.path.index() && source.equals(pair.remote.address);
        boolean success = response.messageClass() == StunClass.SUCCESS;
        if (response.errorCode() == CheckResponder.ROLE_CONFLICT) {
            lostConflict(check);
        } else if (success && symmetric && response.unknownRequiredCount() == 0) {
            succeeded(check, nowNs);
        } else if (!check.consent) {
            failed(pair);
        }
    }

    private void lostConflict(OutstandingCheck check) {
        if (check.controlling == role.controlling()) {
            role.renew(random.nextLong());
            role.swap();
            generations.roleChanged();
        }
        check.pair.generation.checkList.trigger(check.pair);
    }

    private void succeeded(OutstandingCheck check, long nowNs) {
        CandidatePair pair = check.pair;
        pair.state = State.SUCCEEDED;
        pair.heardNs = nowNs;
        pair.generation.markValid(nowNs);
        sources.heard(pair.remote.address, selection.destination(), nowNs);
        if (pair == selection.selected()) {
            liveness.alive(nowNs);
        }
        if (check.useCandidate && role.controlling()) {
            pair.nominated = true;
            settleNomination(pair);
        }
        if (pair.nominated) {
            nominate(pair, nowNs);
        }
    }

    private static void failed(CandidatePair pair) {
        pair.state = State.FAILED;
        settleNomination(pair);
    }

    /** Its nominating check, if there was one, has come to an end. */
    private static void settleNomination(CandidatePair pair) {
        pair.nominating = false;
        if (pair.generation.nominating == pair) {
            pair.generation.nominating = null;
        }
    }

    /** No answer came in time. */
    void unanswered(OutstandingCheck check) {
        CandidatePair pair = check.pair;
        boolean last = check.decisive() && !checks.covers(pair);
        if (last && pair.state == State.IN_PROGRESS) {
            failed(pair);
        }
    }

    /** Marks a pair; it is selected now, or when its own check passes. */
    private void nominate(CandidatePair pair, long nowNs) {
        pair.nominated = true;
        if (pair.succeeded() && selection.prefers(pair, nowNs)) {
            select(pair, nowNs);
        }
    }

    private void select(CandidatePair pair, long nowNs) {
        selection.select(pair);
        IceGeneration generation = pair.generation;
        generation.checkList.complete();
        checks.quieten(generation, nowNs);
        if (generation == generations.current()) {
            forget(generations.retirePrevious());
        }
        consentDueNs = role.full() ? nowNs + consentDelayNs() : Deadline.NONE;
        output.selectedPairChanged(pair.path.index(), pair.remote.address);
        liveness.connected(nowNs);
    }

    void forget(@Nullable IceGeneration generation) {
        if (generation != null) {
            checks.forget(generation);
        }
    }

    /** Authenticated media came from there. */
    void media(InetSocketAddress source, int path, long nowNs) {
        if (selection.carries(path, source)) {
            selection.stay(nowNs);
        } else {
            mediaElsewhere(source, path, nowNs);
        }
        if (!role.full()) {
            liveness.alive(nowNs);
        }
    }

    private void mediaElsewhere(InetSocketAddress source, int path, long nowNs) {
        CandidatePair pair = pairOf(path, source);
        if (pair == null || !pair.succeeded() || !liveness.running()) {
            return;
        }
        pair.heardNs = nowNs;
        boolean follows = selection.follows(pair);
        if (follows && (!role.controlling() || selection.outlived(pair))) {
            select(pair, nowNs);
            consentDueNs = role.full() ? nowNs : Deadline.NONE;
        }
    }

    private @Nullable CandidatePair pairOf(int path, InetSocketAddress source) {
        CandidatePair pair = generations.current().checkList.pairOf(path, source);
        IceGeneration previous = generations.previous();
        if (previous != null && (pair == null || selection.isIn(previous))) {
            return previous.checkList.pairOf(path, source);
        }
        return pair;
    }

    /** When the next consent check is due. */
    long consentDueNs() {
        return consentDueNs;
    }

    void consentTimer(long nowNs) {
        CandidatePair selected = selection.selected();
        if (selected != null && Deadline.due(consentDueNs, nowNs)) {
            consentDueNs = nowNs + consentDelayNs();
            checks.consent(selected, nowNs);
            probeIfSilent(selected, nowNs);
        }
    }

    /** A consent check went unanswered: see what else there is before consent runs out. */
    private void probeIfSilent(CandidatePair selected, long nowNs) {
        long silentNs = nowNs - selected.heardNs;
        if (silentNs > settings.selectedSilenceNs() + settings.consentIntervalNs()) {
            selected.generation.checkList.probeAlternatives();
        }
    }

    /** Consent is gone: no media, but every pair gets another chance before the leg fails. */
    void searchAgain() {
        CandidatePair lost = selection.selected();
        selection.clear();
        if (lost != null) {
            lost.nominated = !role.controlling();
        }
        consentDueNs = Deadline.NONE;
        generations.reopen();
    }

    /** Randomised by a fifth each way, so that checks of many legs do not meet (RFC 7675 §5.1). */
    private long consentDelayNs() {
        long mean = settings.consentIntervalNs();
        return mean * 4 / 5 + random.nextLong(mean * 2 / 5);
    }
}
