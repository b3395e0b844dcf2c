package io.ringway.signaling.call.machine;

import io.ringway.signaling.call.CallParties;
import io.ringway.signaling.call.Cause;
import io.ringway.signaling.call.Destination;
import io.ringway.signaling.call.TransferProgress;
import io.ringway.signaling.call.TransferTarget;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Calls parties, one after the other or all at once, until one answers. Owner: the call's machine.
 */
final class Dialling {

    private final CallState call;
    private final Transferring transferring;

    Dialling(CallState call, Transferring transferring) {
        this.call = call;
        this.transferring = transferring;
    }

    /**
     * Begins to call.
     *
     * @param waiting whom they will talk to; null when whoever answers is to be the caller
     */
    void start(@Nullable Leg waiting, Destination.Dial dial, CallParties parties) {
        Transfer transfer = call.transfer;
        TransferTarget.Attended replaces = transfer == null ? null : transfer.replaces;
        Hunt hunt = new Hunt(dial, parties, replaces);
        call.phase = new Phase.Hunting(waiting, hunt);
        next(waiting, hunt);
    }

    private void next(@Nullable Leg waiting, Hunt hunt) {
        call.timers.cancel(CallTimer.Kind.RING, "");
        int room = call.rules.maxLegs() - call.living();
        if (room <= 0 && !hunt.left.isEmpty()) {
            hunt.left.clear();
            hunt.failed(Cause.of(Cause.Kind.OVERLOAD));
        }
        if (hunt.left.isEmpty()) {
            failed(waiting, hunt.best());
            return;
        }
        dial(hunt, hunt.parallel ? Math.min(room, hunt.left.size()) : 1);
        call.timers.start(CallTimer.Kind.RING, "", hunt.ringMs);
    }

    private void dial(Hunt hunt, int count) {
        for (int i = 0; i < count; i++) {
            hunt.trying.add(
                    call.dialled(new Leg.Attempt(hunt.left.remove(), hunt.parties, hunt.replaces)));
        }
    }

    /** Goes on with a search that another call has begun; those it calls have all their time. */
    void resume(Leg waiting, Hunt hunt) {
        call.phase = new Phase.Hunting(waiting, hunt);
        if (hunt.trying.isEmpty()) {
            next(waiting, hunt);
            return;
        }
        int room = Math.max(0, call.rules.maxLegs() - call.living());
        dial(hunt, hunt.parallel ? Math.min(room, hunt.left.size()) : 0);
        call.timers.start(CallTimer.Kind.RING, "", hunt.ringMs);
    }

    /** Nobody can be had. */
    void failed(@Nullable Leg waiting, Cause cause) {
        if (waiting == null) {
            call.endCall(cause);
        } else if (call.transfer != null) {
            transferring.failed(cause);
        } else {
            transferring.reject(waiting, cause);
        }
    }

    void alerted(Leg leg) {
        if (call.phase instanceof Phase.Hunting(Leg waiting, Hunt hunt)
                && hunt.trying.contains(leg)) {
            alert(waiting, hunt);
        }
    }

    private void alert(@Nullable Leg waiting, Hunt hunt) {
        if (waiting != null) {
            call.ring(waiting);
        }
        if (!hunt.alerted) {
            call.tellTransferor(TransferProgress.RINGING);
        }
        hunt.alerted = true;
    }

    /** The first called party that sends early media is heard. */
    void progressed(Leg leg) {
        if (!(call.phase instanceof Phase.Hunting(Leg waiting, Hunt hunt))
                || !hunt.trying.contains(leg)) {
            return;
        }
        if (waiting == null || !call.rules.earlyMedia()) {
            alert(waiting, hunt);
        } else if (hunt.early == null) {
            call.progress(waiting);
            alert(waiting, hunt);
            hunt.early = leg;
            call.connections.bridge(waiting, leg, false);
        }
    }

    /** A called party answered. */
    void answered(Leg leg) {
        if (call.phase instanceof Phase.Hunting(Leg waiting, Hunt hunt)
                && hunt.trying.remove(leg)) {
            won(waiting, hunt, leg);
        } else {
            call.hangUp(leg, Cause.of(Cause.Kind.ANSWERED_ELSEWHERE));
        }
    }

    /** Somebody took the call in the place of a party that is being called. */
    void pickedUp(Leg ringing, Leg leg) {
        if (call.phase instanceof Phase.Hunting(Leg waiting, Hunt hunt)
                && hunt.trying.contains(ringing)) {
            won(waiting, hunt, leg);
        }
    }

    private void won(@Nullable Leg waiting, Hunt hunt, Leg leg) {
        call.timers.cancel(CallTimer.Kind.RING, "");
        boolean heard = hunt.early == leg && !hunt.record;
        if (!heard) {
            call.connections.part();
        }
        for (Leg other : List.copyOf(hunt.trying)) {
            call.hangUp(other, Cause.of(Cause.Kind.ANSWERED_ELSEWHERE));
        }
        hunt.trying.clear();
        if (waiting == null) {
            call.phase = new Phase.Routing(leg, hunt.parties);
            call.emit(new CallEffect.Route(hunt.parties));
        } else {
            call.answer(waiting);
            transferring.talk(new Phase.Pair(waiting, leg, hunt.record));
            transferring.completed();
        }
    }

    /** A called party is out of it. */
    void lost(@Nullable Leg waiting, Hunt hunt, Leg leg, Cause cause) {
        if (!hunt.trying.remove(leg)) {
            return;
        }
        hunt.failed(cause);
        if (cause.kind() == Cause.Kind.TOO_MANY_HOPS) {
            // Each turn of a circle would try them all again.
            hunt.left.clear();
        }
        if (hunt.early == leg) {
            call.connections.part();
            hunt.early = null;
        }
        if (hunt.trying.isEmpty()) {
            next(waiting, hunt);
        }
    }

    /** Early media cannot be had: the call does without. */
    void earlyMediaLost(Hunt hunt) {
        hunt.early = null;
    }

    /** Those who are being called have rung for long enough. */
    void ringingTooLong() {
        if (!(call.phase instanceof Phase.Hunting(Leg waiting, Hunt hunt))) {
            return;
        }
        Cause cause = Cause.of(Cause.Kind.NO_ANSWER);
        hunt.failed(cause);
        for (Leg leg : List.copyOf(hunt.trying)) {
            call.hangUp(leg, cause);
        }
        hunt.trying.clear();
        if (hunt.early != null) {
            call.connections.part();
            hunt.early = null;
        }
        next(waiting, hunt);
    }
}
