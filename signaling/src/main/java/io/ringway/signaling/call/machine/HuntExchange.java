package io.ringway.signaling.call.machine;

import io.ringway.signaling.call.Cause;
import io.ringway.signaling.call.DialTarget;
import java.util.ArrayList;
import java.util.List;

/**
 * Moves a search for somebody who answers from one call to another: a transfer whose target still
 * rings (RFC 5589 §7.6). RFC 3891 §3 lets only who began an early dialog have it replaced, which is
 * what the transferring party asks for; no INVITE goes out, since both calls run here. Owner: the
 * call's machine.
 */
final class HuntExchange {

    private final CallState call;
    private final Dialling dialling;
    private final Transferring transferring;

    HuntExchange(CallState call, Dialling dialling, Transferring transferring) {
        this.call = call;
        this.dialling = dialling;
        this.transferring = transferring;
    }

    /**
     * Another call asks for whom one of our legs waits; ours ends with that.
     *
     * @return false when that leg waits for nobody
     */
    boolean give(String legId, String taker) {
        if (call.transfer != null
                || !(call.phase instanceof Phase.Hunting(Leg waiting, Hunt hunt))
                || waiting == null
                || !waiting.id.equals(legId)) {
            return false;
        }
        call.timers.cancel(CallTimer.Kind.RING, "");
        call.connections.part();
        List<GivenLeg> ringing = new ArrayList<>();
        List<DialTarget> left = new ArrayList<>();
        for (Leg leg : hunt.trying) {
            if (leg.stage == Leg.Stage.DIALLED) {
                ringing.add(call.give(leg));
            } else if (leg.attempt != null) {
                // Nobody knows of it yet: it is begun anew in the other call.
                left.add(leg.attempt.target());
                call.hangUp(leg, Cause.of(Cause.Kind.TRANSFERRED));
            }
        }
        left.addAll(hunt.left);
        call.emit(new CallEffect.GiveHunt(taker, hunt.given(ringing, left)));
        hunt.trying.clear();
        call.endCall(Cause.of(Cause.Kind.TRANSFERRED));
        return true;
    }

    /** Goes on with another call's search, for the party that waits here. */
    void take(GivenHunt given) {
        call.takePending = false;
        List<Leg> ringing = new ArrayList<>();
        for (GivenLeg leg : given.ringing()) {
            ringing.add(call.taken(leg, Leg.Stage.DIALLED));
        }
        if (call.phase instanceof Phase.Taking(Leg waiting)) {
            Hunt hunt = new Hunt(given, given.record() || transferring.recordedBefore());
            hunt.trying.addAll(ringing);
            dialling.resume(waiting, hunt);
            tellHowFar(given);
        } else {
            ringing.forEach(leg -> call.hangUp(leg, Cause.of(Cause.Kind.HANGUP)));
        }
    }

    private void tellHowFar(GivenHunt given) {
        for (GivenLeg leg : given.ringing()) {
            Leg called = call.legs.get(leg.legId());
            if (called != null && leg.legId().equals(given.earlyLegId())) {
                dialling.progressed(called);
            } else if (called != null && given.alerted()) {
                dialling.alerted(called);
            }
        }
    }
}
