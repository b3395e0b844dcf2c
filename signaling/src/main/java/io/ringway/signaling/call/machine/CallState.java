package io.ringway.signaling.call.machine;

import io.ringway.signaling.call.CallParties;
import io.ringway.signaling.call.Cause;
import io.ringway.signaling.call.DialTarget;
import io.ringway.signaling.call.TransferProgress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a call is made of, and the steps everything else is composed of. Each step changes the state
 * and notes the effects that go with it. Owner: the call's machine.
 */
final class CallState {

    final String callId;
    final CallRules rules;
    final Map<String, Leg> legs = new LinkedHashMap<>();
    final Timers timers = new Timers(this::emit);
    final Connections connections;
    Phase phase = new Phase.Idle();
    CallParties parties = new CallParties("", "", "", "", "");
    @Nullable Transfer transfer;

    /** A leg of another call was asked for, and no answer has come. */
    boolean takePending;

    boolean answered;
    boolean finished;
    private final Supplier<String> newLegIds;
    private List<CallEffect> effects = new ArrayList<>();

    CallState(String callId, CallRules rules, Supplier<String> newLegIds) {
        this.callId = callId;
        this.rules = rules;
        this.newLegIds = newLegIds;
        this.connections = new Connections(callId, this::emit);
    }

    void emit(CallEffect effect) {
        effects.add(effect);
    }

    List<CallEffect> takeEffects() {
        List<CallEffect> taken = effects;
        effects = new ArrayList<>();
        return taken;
    }

    /** Adds a caller; its session is due unless it is registered. */
    Leg offered(String legId, CallParties caller, boolean registered) {
        Leg leg = new Leg(legId, LegIdentity.ofCaller(caller), true);
        legs.put(legId, leg);
        leg.stage = Leg.Stage.OFFERED;
        leg.session = registered ? Leg.Session.NONE : Leg.Session.DUE;
        return leg;
    }

    /** Registers a caller's session if that is due; whether it is, and has to be waited for. */
    boolean registerIfDue(Leg leg) {
        boolean due = leg.session == Leg.Session.DUE;
        if (due) {
            leg.stage = Leg.Stage.REGISTERING;
            register(leg);
        }
        return due;
    }

    /** Adds a leg that is dialled as soon as its session is registered. */
    Leg dialled(Leg.Attempt attempt) {
        Leg leg = new Leg(newLegIds.get(), LegIdentity.of(attempt.target()), false);
        leg.attempt = attempt;
        legs.put(leg.id, leg);
        // An agent's browser has a session of its own, which outlives the call.
        if (attempt.target() instanceof DialTarget.Agent) {
            dial(leg);
        } else {
            register(leg);
        }
        return leg;
    }

    /** Parts with a leg that goes on in another call. */
    GivenLeg give(Leg leg) {
        timers.cancelAllOf(leg.id);
        legs.remove(leg.id);
        boolean registered = leg.session == Leg.Session.REGISTERED;
        return new GivenLeg(leg.id, leg.identity, registered, leg.held);
    }

    /** Adds a leg that another call has begun. */
    Leg taken(GivenLeg given, Leg.Stage stage) {
        Leg leg = new Leg(given.legId(), given.identity(), false);
        leg.stage = stage;
        leg.session = given.registered() ? Leg.Session.REGISTERED : Leg.Session.NONE;
        leg.held = given.held();
        legs.put(leg.id, leg);
        return leg;
    }

    void dial(Leg leg) {
        Leg.Attempt attempt = leg.attempt;
        if (attempt != null) {
            leg.stage = Leg.Stage.DIALLED;
            emit(
                    new CallEffect.Dial(
                            leg.id, attempt.target(), attempt.parties(), attempt.replaces()));
        }
    }

    private void register(Leg leg) {
        leg.session = Leg.Session.PENDING;
        emit(new CallEffect.Register(leg.id));
    }

    /** Answers a caller that has not been answered. */
    void answer(Leg leg) {
        if (leg.stage == Leg.Stage.OFFERED) {
            activate(leg);
            emit(new CallEffect.Answer(leg.id));
        }
    }

    /** The leg is up. */
    void activate(Leg leg) {
        leg.stage = Leg.Stage.UP;
        if (leg.session == Leg.Session.REGISTERED) {
            emit(new CallEffect.Activate(leg.id));
        }
        if (!answered) {
            answered = true;
            timers.start(CallTimer.Kind.DURATION, "", rules.maxDurationMs());
        }
    }

    void ring(Leg leg) {
        if (leg.stage == Leg.Stage.OFFERED && !leg.ringing && !leg.progressed) {
            leg.ringing = true;
            emit(new CallEffect.Ring(leg.id));
        }
    }

    void progress(Leg leg) {
        if (leg.stage == Leg.Stage.OFFERED && !leg.progressed) {
            leg.progressed = true;
            emit(new CallEffect.Progress(leg.id));
        }
    }

    /** Ends a leg in whatever stage it is. */
    void hangUp(Leg leg, Cause cause) {
        switch (leg.stage) {
            case REGISTERING -> {
                if (leg.incoming) {
                    end(leg, new CallEffect.Refuse(leg.id, cause));
                } else {
                    buried(leg);
                }
            }
            case OFFERED -> end(leg, new CallEffect.Refuse(leg.id, cause));
            case DIALLED, UP -> end(leg, new CallEffect.HangUp(leg.id, cause));
            case ENDING, ENDED -> {}
        }
    }

    private void end(Leg leg, CallEffect effect) {
        connections.release(leg);
        leg.stage = Leg.Stage.ENDING;
        leg.playing = null;
        timers.cancelAllOf(leg.id);
        emit(effect);
        timers.start(CallTimer.Kind.END, leg.id, rules.endGraceMs());
    }

    /** The leg has ended: its session ends, and nothing more is expected of it. */
    void buried(Leg leg) {
        connections.release(leg);
        leg.stage = Leg.Stage.ENDED;
        timers.cancelAllOf(leg.id);
        settleSession(leg);
    }

    /** Deregisters an ended leg's session, at the latest when its registration is known. */
    void settleSession(Leg leg) {
        if (leg.stage != Leg.Stage.ENDED || leg.session == Leg.Session.PENDING) {
            return;
        }
        if (leg.session == Leg.Session.REGISTERED) {
            emit(new CallEffect.Deregister(leg.id));
        }
        leg.session = Leg.Session.NONE;
        legs.remove(leg.id);
    }

    /** Tells the party that asked for the transfer under way how far it has come. */
    void tellTransferor(TransferProgress progress) {
        if (transfer != null && transfer.asked && transfer.transferor != null) {
            tell(transfer.transferor, progress);
        }
    }

    void tell(Leg leg, TransferProgress progress) {
        if (leg.alive()) {
            emit(new CallEffect.TellTransfer(leg.id, progress));
        }
    }

    /** Tells the party that asked for the transfer under way why it comes to nothing. */
    void failTransferor(Cause cause) {
        if (transfer != null && transfer.asked && transfer.transferor != null) {
            failTransfer(transfer.transferor, cause);
        }
    }

    void failTransfer(Leg leg, Cause cause) {
        if (leg.alive()) {
            emit(new CallEffect.FailTransfer(leg.id, cause));
        }
    }

    /** Ends the call with all its legs. */
    void endCall(Cause cause) {
        if (phase instanceof Phase.Ending) {
            return;
        }
        phase = new Phase.Ending(cause);
        timers.cancelAllOf("");
        connections.part();
        connections.leaveConference();
        failTransferor(cause);
        transfer = null;
        for (Leg leg : List.copyOf(legs.values())) {
            hangUp(leg, cause);
        }
    }

    /** Tells the end once nothing is left that could still happen. */
    void finish() {
        if (!finished && !takePending && legs.isEmpty() && phase instanceof Phase.Ending ending) {
            finished = true;
            timers.cancelAll();
            emit(new CallEffect.Ended(ending.cause()));
        }
    }

    int living() {
        return (int) legs.values().stream().filter(Leg::alive).count();
    }
}
