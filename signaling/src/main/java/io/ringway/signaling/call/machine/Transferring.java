package io.ringway.signaling.call.machine;

import io.ringway.signaling.call.CallParties;
import io.ringway.signaling.call.Cause;
import io.ringway.signaling.call.Redirections;
import io.ringway.signaling.call.TransferProgress;
import io.ringway.signaling.call.TransferTarget;
import org.jspecify.annotations.Nullable;

/**
 * Connects a party with somebody else, and brings it back when that fails (RFC 5589). Owner: the
 * call's machine.
 */
final class Transferring {

    private final CallState call;

    Transferring(CallState call) {
        this.call = call;
    }

    /** A party wants its partner to talk to somebody else (REFER). */
    void requested(Leg transferor, TransferTarget target) {
        if (call.transfer == null
                && call.phase instanceof Phase.Talking(Phase.Pair pair)
                && pair.has(transferor)) {
            Leg waiting = pair.other(transferor);
            String via = transferor.identity.via();
            begin(new Transfer(transferor, true, waiting, call.phase, via), target);
        } else {
            call.failTransfer(transferor, Cause.of(Cause.Kind.DECLINED));
        }
    }

    /** Somebody outside the call wants a party to talk to somebody else. */
    void connect(Leg waiting, TransferTarget target, String via) {
        if (call.transfer != null) {
            return;
        }
        if (call.phase instanceof Phase.Talking(Phase.Pair pair) && pair.has(waiting)) {
            begin(new Transfer(pair.other(waiting), false, waiting, call.phase, via), target);
        } else if (call.phase instanceof Phase.Serving(Leg served, Service service)
                && served == waiting) {
            stopServing(waiting, service);
            begin(new Transfer(null, false, waiting, call.phase, via), target);
        }
    }

    private void begin(Transfer transfer, TransferTarget target) {
        Leg waiting = transfer.waiting;
        call.transfer = transfer;
        call.tellTransferor(TransferProgress.TRYING);
        call.connections.part();
        switch (target) {
            case TransferTarget.Blind(String uri) ->
                    route(waiting, uri, transfer.via, Redirections.by(numberOf(transfer)));
            case TransferTarget.Attended attended -> {
                call.phase = new Phase.Finding(waiting, attended);
                call.emit(new CallEffect.FindLeg(attended));
            }
        }
    }

    /** Of who transfers; empty when it is an operator or a speech service. */
    private static String numberOf(Transfer transfer) {
        return transfer.transferor == null ? "" : transfer.transferor.identity.number();
    }

    private void route(Leg waiting, String uri, String via, Redirections redirections) {
        DialledAddress address = DialledAddress.parse(uri);
        CallParties parties =
                new CallParties(
                        waiting.identity.number(),
                        waiting.identity.name(),
                        address.user(),
                        address.host(),
                        via,
                        CallParties.USUAL_HOPS,
                        redirections);
        call.phase = new Phase.Routing(waiting, parties);
        call.emit(new CallEffect.Route(parties));
    }

    /**
     * Whether the call to be replaced runs here: then its far party is taken, else it is called.
     */
    void found(@Nullable String legId) {
        Transfer transfer = call.transfer;
        if (transfer == null
                || !(call.phase
                        instanceof Phase.Finding(Leg waiting, TransferTarget.Attended target))) {
            return;
        }
        if (legId == null) {
            transfer.replaces = target;
            route(waiting, target.uri(), transfer.via, Redirections.NONE);
        } else if (call.legs.containsKey(legId)) {
            failed(new Cause(Cause.Kind.PROTOCOL_ERROR, "a call cannot be joined with itself"));
        } else {
            call.phase = new Phase.Taking(waiting);
            call.takePending = true;
            call.emit(new CallEffect.TakePartner(legId));
        }
    }

    /** A leg of another call is this one's now. */
    void given(GivenLeg given) {
        call.takePending = false;
        Leg leg = call.taken(given, Leg.Stage.UP);
        if (call.phase instanceof Phase.Taking(Leg waiting)) {
            talk(new Phase.Pair(waiting, leg, recordedBefore()));
            completed();
        } else {
            call.hangUp(leg, Cause.of(Cause.Kind.HANGUP));
        }
    }

    /** Whether the party that is transferred was recorded before. */
    boolean recordedBefore() {
        return call.transfer != null
                && call.transfer.before instanceof Phase.Talking(Phase.Pair pair)
                && pair.record();
    }

    void denied() {
        call.takePending = false;
        if (call.phase instanceof Phase.Taking) {
            failed(Cause.of(Cause.Kind.UNAVAILABLE));
        }
    }

    /** Another call asks for the party one of our legs talks to. */
    void wanted(String legId, String callId) {
        Leg leg = call.legs.get(legId);
        if (leg == null
                || call.transfer != null
                || !(call.phase instanceof Phase.Talking(Phase.Pair pair))
                || !pair.has(leg)) {
            call.emit(new CallEffect.DenyPartner(callId));
            return;
        }
        Leg partner = pair.other(leg);
        call.connections.part();
        release(partner);
        call.emit(new CallEffect.GiveLeg(callId, call.give(partner)));
        call.endCall(Cause.of(Cause.Kind.TRANSFERRED));
    }

    /** Another call begins with a party that hears nothing of this one, and is not on hold. */
    private void release(Leg partner) {
        if (partner.playing != null) {
            call.emit(new CallEffect.StopPlaying(partner.id));
        }
        if (partner.holdTold) {
            call.emit(new CallEffect.Hold(partner.id, false));
        }
    }

    /** The party talks to somebody else now: the transferring one is no longer needed. */
    void completed() {
        Transfer transfer = call.transfer;
        if (transfer == null) {
            return;
        }
        call.tellTransferor(TransferProgress.DONE);
        call.transfer = null;
        Leg transferor = transfer.transferor;
        if (transferor != null && transferor.alive()) {
            if (!transfer.asked || call.rules.goodbyeMs() == 0) {
                call.hangUp(transferor, Cause.of(Cause.Kind.TRANSFERRED));
            } else {
                call.timers.start(CallTimer.Kind.GOODBYE, transferor.id, call.rules.goodbyeMs());
            }
        }
    }

    /** The target could not be had: everything goes on as it was, as far as that is possible. */
    void failed(Cause cause) {
        Transfer transfer = call.transfer;
        if (transfer == null) {
            return;
        }
        call.failTransferor(cause);
        call.transfer = null;
        call.connections.part();
        if (transfer.before instanceof Phase.Talking(Phase.Pair pair)
                && transfer.transferor != null) {
            talk(pair);
        } else if (transfer.before instanceof Phase.Serving(Leg leg, Service service)) {
            serve(leg, service);
        } else {
            reject(transfer.waiting, cause);
        }
    }

    /** Somebody left who may have been waiting for the end of a transfer. */
    void left(Leg leg) {
        if (call.transfer != null && call.transfer.transferor == leg) {
            call.transfer.transferor = null;
        }
    }

    /** Asks a party to call somebody else by itself. */
    void refer(Leg leg, TransferTarget target) {
        if (leg.up() && !leg.referred && call.transfer == null) {
            leg.referred = true;
            call.emit(new CallEffect.Refer(leg.id, target));
            call.timers.start(CallTimer.Kind.REFERRAL, leg.id, call.rules.referralMs());
        }
    }

    /** How far it has come. */
    void referralProgressed(Leg leg, TransferProgress progress) {
        if (!leg.referred) {
            return;
        }
        switch (progress) {
            case TRYING, RINGING -> {}
            case DONE -> call.endCall(Cause.of(Cause.Kind.TRANSFERRED));
            case FAILED -> {
                leg.referred = false;
                call.timers.cancel(CallTimer.Kind.REFERRAL, leg.id);
            }
        }
    }

    /** Lets two legs talk. */
    void talk(Phase.Pair pair) {
        call.phase = new Phase.Talking(pair);
        call.connections.bridge(pair.first(), pair.second(), pair.record());
    }

    /** Leaves a party to a service. */
    void serve(Leg leg, Service service) {
        call.phase = new Phase.Serving(leg, service);
        switch (service) {
            case Service.Echo _ -> call.emit(new CallEffect.Echo(leg.id, true));
            case Service.Conference(String room) -> call.connections.confer(leg, room);
            case Service.Speech _ -> {
                // It listens to every leg anyway.
            }
        }
    }

    private void stopServing(Leg leg, Service service) {
        switch (service) {
            case Service.Echo _ -> call.emit(new CallEffect.Echo(leg.id, false));
            case Service.Conference _ -> call.connections.leaveConference();
            case Service.Speech _ -> {
                // It goes on listening.
            }
        }
    }

    /** A party could not be let into its room. */
    void conferenceFailed(Leg leg, Cause cause) {
        if (call.phase instanceof Phase.Serving(Leg served, Service.Conference _)
                && served == leg) {
            call.connections.leaveConference();
            reject(leg, cause);
        }
    }

    /** Sends a party away: by a refusal, or by a tone when it has been answered. */
    void reject(Leg waiting, Cause cause) {
        if (!waiting.up() || call.rules.failureToneMs() == 0) {
            call.endCall(cause);
            return;
        }
        call.phase = new Phase.Announcing(waiting, cause);
        waiting.asked = new Leg.Asked(call.rules.sounds().toneOf(cause), true);
        call.timers.start(CallTimer.Kind.ANNOUNCEMENT, waiting.id, call.rules.failureToneMs());
    }
}
