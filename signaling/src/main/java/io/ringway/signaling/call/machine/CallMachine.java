package io.ringway.signaling.call.machine;

import io.ringway.media.KeyOrigin;
import io.ringway.signaling.call.CallParties;
import io.ringway.signaling.call.Cause;
import io.ringway.signaling.call.Destination;
import io.ringway.signaling.call.DialTarget;
import io.ringway.signaling.call.LegSignal;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One call: events in, effects out. Whatever comes in whatever order, legs that were begun are
 * ended, sessions that were registered are deregistered and timers that were started are cancelled
 * or have fired when {@link CallEffect.Ended} comes out; nothing comes out after it.
 *
 * <p>Thread: one at a time, whoever runs the call. No I/O, no clock.
 */
public final class CallMachine {

    private final CallState call;
    private final Transferring transferring;
    private final Dialling dialling;
    private final Connecting connecting;
    private final HuntExchange hunts;
    private final Replacing replacing;
    private final Departing departing;
    private final Commands commands;
    private final Soundscape soundscape;

    /**
     * @param callId names the call and its bridges
     * @param newLegIds unique names of legs that are to be dialled
     */
    public CallMachine(String callId, CallRules rules, Supplier<String> newLegIds) {
        call = new CallState(callId, rules, newLegIds);
        transferring = new Transferring(call);
        dialling = new Dialling(call, transferring);
        connecting = new Connecting(call, dialling, transferring);
        hunts = new HuntExchange(call, dialling, transferring);
        replacing = new Replacing(call, dialling, transferring);
        departing = new Departing(call, dialling, transferring, replacing);
        commands = new Commands(call, transferring);
        soundscape = new Soundscape(call);
    }

    /** Lets something happen; what is to be done about it, in order. */
    public List<CallEffect> on(CallEvent event) {
        if (call.finished) {
            return tooLate(event);
        }
        happen(event);
        soundscape.settle();
        call.finish();
        return call.takeEffects();
    }

    /** Nothing comes of what happens after the end, but those who ask have to be told. */
    private static List<CallEffect> tooLate(CallEvent event) {
        if (event instanceof CallEvent.PartnerWanted wanted) {
            return List.of(new CallEffect.DenyPartner(wanted.callId()));
        }
        if (event instanceof CallEvent.ReplacementOffered offer) {
            Cause cause = Cause.of(Cause.Kind.NOT_FOUND);
            return List.of(new CallEffect.Refuse(offer.legId(), cause));
        }
        return List.of();
    }

    /** Whether a leg is part of the call, or will be told of. */
    public boolean knows(String legId) {
        return call.legs.containsKey(legId);
    }

    /** The call as it is now. */
    public CallView view() {
        return CallView.of(call);
    }

    private void happen(CallEvent event) {
        switch (event) {
            case CallEvent.Offered(String legId, CallParties parties, boolean registered) ->
                    offered(legId, parties, registered);
            case CallEvent.Originated(DialTarget first, CallParties parties, int ringMs) -> {
                call.parties = parties;
                dialling.start(
                        null, new Destination.Dial(List.of(first), false, ringMs, false), parties);
            }
            case CallEvent.ReplacementOffered offer -> replacementOffered(offer);
            case CallEvent.SessionRegistered(String legId) -> with(legId, this::registered);
            case CallEvent.SessionRefused(String legId, String detail) ->
                    with(legId, leg -> refused(leg, detail));
            case CallEvent.Routed(Destination destination) -> connecting.routed(destination);
            case CallEvent.Signalled(String legId, LegSignal signal) ->
                    with(legId, leg -> signalled(leg, signal));
            case CallEvent.DialFailed(String legId, Cause cause) ->
                    with(legId, leg -> signalled(leg, new LegSignal.Ended(cause)));
            case CallEvent.BridgeFailed(String bridgeId, String detail) ->
                    bridgeFailed(bridgeId, detail);
            case CallEvent.ConferenceFailed(String legId, Cause cause) ->
                    with(legId, leg -> transferring.conferenceFailed(leg, cause));
            case CallEvent.SoundFinished(String legId, int playId) ->
                    with(legId, leg -> soundFinished(leg, playId));
            case CallEvent.TimerFired(CallTimer timer) -> fired(timer);
            case CallEvent.LegFound(String legId) -> transferring.found(legId);
            case CallEvent.PartnerWanted(String legId, String callId) -> {
                if (!hunts.give(legId, callId)) {
                    transferring.wanted(legId, callId);
                }
            }
            case CallEvent.HuntGiven(GivenHunt hunt) -> hunts.take(hunt);
            case CallEvent.PartnerGiven(GivenLeg leg) -> transferring.given(leg);
            case CallEvent.PartnerDenied _ -> transferring.denied();
            case CallEvent.Commanded(CallCommand command) -> commands.on(command);
        }
    }

    private void offered(String legId, CallParties parties, boolean registered) {
        call.parties = parties;
        Leg caller = call.offered(legId, parties, registered);
        call.phase = new Phase.Routing(caller, parties);
        call.emit(new CallEffect.Route(parties));
    }

    private void replacementOffered(CallEvent.ReplacementOffered offer) {
        Leg leg = call.offered(offer.legId(), offer.parties(), offer.registered());
        leg.replaces = offer.replacedLegId();
        if (call.phase instanceof Phase.Ending) {
            call.hangUp(leg, Cause.of(Cause.Kind.NOT_FOUND));
        } else if (call.living() > call.rules.maxLegs()) {
            call.hangUp(leg, Cause.of(Cause.Kind.OVERLOAD));
        } else if (!call.registerIfDue(leg)) {
            replacing.admitted(leg);
        }
    }

    private void registered(Leg leg) {
        if (leg.session != Leg.Session.PENDING) {
            return;
        }
        leg.session = Leg.Session.REGISTERED;
        call.settleSession(leg);
        if (leg.stage != Leg.Stage.REGISTERING) {
            return;
        }
        if (leg.attempt != null) {
            call.dial(leg);
            return;
        }
        leg.stage = Leg.Stage.OFFERED;
        if (call.phase
                        instanceof
                        Phase.Admitting(Leg caller, CallParties parties, Destination destination)
                && caller == leg) {
            call.phase = new Phase.Routing(caller, parties);
            connecting.routed(destination);
        } else {
            replacing.admitted(leg);
        }
    }

    private void refused(Leg leg, String detail) {
        if (leg.session != Leg.Session.PENDING) {
            return;
        }
        leg.session = Leg.Session.NONE;
        Cause cause = new Cause(Cause.Kind.SESSION_REFUSED, detail);
        if (leg.stage != Leg.Stage.REGISTERING) {
            call.settleSession(leg);
        } else if (!leg.incoming) {
            departing.ended(leg, cause);
        } else if (call.phase instanceof Phase.Admitting(Leg caller, var parties, var destination)
                && caller == leg) {
            call.endCall(cause);
        } else {
            call.hangUp(leg, cause);
            departing.departed(leg, cause);
        }
    }

    private void signalled(Leg leg, LegSignal signal) {
        if (!leg.exists()) {
            return;
        }
        if (signal instanceof LegSignal.Ended(Cause cause)) {
            departing.ended(leg, cause);
        } else if (leg.alive()) {
            alive(leg, signal);
        }
    }

    private void alive(Leg leg, LegSignal signal) {
        switch (signal) {
            case LegSignal.Ringing _ -> dialling.alerted(leg);
            case LegSignal.Progressed _ -> dialling.progressed(leg);
            case LegSignal.Answered _ -> answered(leg);
            case LegSignal.Held _ -> leg.held = true;
            case LegSignal.Resumed _ -> leg.held = false;
            case LegSignal.KeyPressed press -> pressed(leg, press);
            case LegSignal.TransferRequested(var target) -> transferring.requested(leg, target);
            case LegSignal.TransferProgressed(var progress) ->
                    transferring.referralProgressed(leg, progress);
            case LegSignal.Ended(Cause cause) -> departing.ended(leg, cause);
        }
    }

    private void answered(Leg leg) {
        if (leg.stage == Leg.Stage.DIALLED) {
            call.activate(leg);
            dialling.answered(leg);
        } else if (leg.incoming && leg.up()) {
            replacing.confirmed(leg);
        }
    }

    /** Keys in the sound are heard by the other party: telling them as well would press twice. */
    private void pressed(Leg leg, LegSignal.KeyPressed press) {
        if (press.origin() != KeyOrigin.IN_BAND
                && call.phase instanceof Phase.Talking(Phase.Pair pair)
                && pair.has(leg)) {
            String key = String.valueOf(press.key());
            call.emit(new CallEffect.SendKeys(pair.other(leg).id, key, press.durationMs()));
        }
    }

    private void bridgeFailed(String bridgeId, String detail) {
        if (!call.connections.bridgeLost(bridgeId)) {
            return;
        }
        if (call.phase instanceof Phase.Hunting(Leg waiting, Hunt hunt)) {
            dialling.earlyMediaLost(hunt);
        } else {
            call.endCall(new Cause(Cause.Kind.INTERNAL_ERROR, detail));
        }
    }

    private void soundFinished(Leg leg, int playId) {
        if (soundscape.finished(leg, playId)
                && leg.asked == null
                && call.phase instanceof Phase.Announcing(Leg waiting, Cause cause)
                && waiting == leg) {
            call.endCall(cause);
        }
    }

    private void fired(CallTimer timer) {
        if (!call.timers.fired(timer)) {
            return;
        }
        @Nullable Leg leg = call.legs.get(timer.legId());
        switch (timer.kind()) {
            case RING -> dialling.ringingTooLong();
            case DURATION -> call.endCall(new Cause(Cause.Kind.TIMEOUT, "the call's time is up"));
            case ANNOUNCEMENT -> {
                if (call.phase instanceof Phase.Announcing(Leg waiting, Cause cause)) {
                    call.endCall(cause);
                }
            }
            case GOODBYE -> {
                if (leg != null) {
                    call.hangUp(leg, Cause.of(Cause.Kind.TRANSFERRED));
                }
            }
            case END -> {
                if (leg != null) {
                    departing.ended(leg, new Cause(Cause.Kind.TIMEOUT, "its end was never told"));
                }
            }
            case REFERRAL -> {
                if (leg != null) {
                    leg.referred = false;
                }
            }
        }
    }

    private void with(String legId, Consumer<Leg> action) {
        Leg leg = call.legs.get(legId);
        if (leg != null) {
            action.accept(leg);
        }
    }
}
