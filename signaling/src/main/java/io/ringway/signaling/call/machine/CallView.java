package io.ringway.signaling.call.machine;

import io.ringway.signaling.call.CallParties;
import io.ringway.signaling.call.Cause;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call at one moment.
 *
 * @param cause why it ended; null before
 */
public record CallView(
        State state,
        CallParties parties,
        boolean answered,
        boolean transferring,
        List<LegView> legs,
        @Nullable Cause cause) {

    /** What a call is about. */
    public enum State {
        NEW,
        ROUTING,
        RINGING,
        ANNOUNCING,
        SPEECH,
        ECHO,
        CONFERENCE,
        TALKING,
        TRANSFERRING,
        ENDING
    }

    /** How far a leg has come, as the outside sees it. */
    public enum LegState {
        NEW,
        CALLING,
        CALLED,
        UP,
        ENDING
    }

    /**
     * One leg of it.
     *
     * @param held whether its party put the call on hold
     * @param onHold whether the call put its party on hold
     * @param playing name of what is played to it, empty when nothing is
     * @param partner the leg its party talks to, empty when there is none
     */
    public record LegView(
            String legId,
            LegState state,
            boolean incoming,
            LegIdentity identity,
            boolean held,
            boolean onHold,
            boolean muted,
            String playing,
            String partner) {

        static LegView of(Leg leg, Phase phase) {
            LegState state =
                    switch (leg.stage) {
                        case REGISTERING -> LegState.NEW;
                        case OFFERED -> LegState.CALLING;
                        case DIALLED -> LegState.CALLED;
                        case UP -> LegState.UP;
                        case ENDING, ENDED -> LegState.ENDING;
                    };
            String playing = leg.playing == null ? "" : leg.playing.sound();
            return new LegView(
                    leg.id,
                    state,
                    leg.incoming,
                    leg.identity,
                    leg.held,
                    leg.holdTold,
                    leg.muted,
                    playing,
                    partnerOf(leg, phase));
        }

        private static String partnerOf(Leg leg, Phase phase) {
            return phase instanceof Phase.Talking(Phase.Pair pair) && pair.has(leg)
                    ? pair.other(leg).id
                    : "";
        }
    }

    static CallView of(CallState call) {
        return new CallView(
                stateOf(call.phase),
                call.parties,
                call.answered,
                call.transfer != null,
                call.legs.values().stream().map(leg -> LegView.of(leg, call.phase)).toList(),
                call.phase instanceof Phase.Ending(Cause cause) ? cause : null);
    }

    private static State stateOf(Service service) {
        return switch (service) {
            case Service.Speech _ -> State.SPEECH;
            case Service.Echo _ -> State.ECHO;
            case Service.Conference _ -> State.CONFERENCE;
        };
    }

    private static State stateOf(Phase phase) {
        return switch (phase) {
            case Phase.Idle _, Phase.Admitting _ -> State.NEW;
            case Phase.Routing _ -> State.ROUTING;
            case Phase.Hunting _ -> State.RINGING;
            case Phase.Announcing _ -> State.ANNOUNCING;
            case Phase.Serving(Leg _, Service service) -> stateOf(service);
            case Phase.Talking _ -> State.TALKING;
            case Phase.Joining _, Phase.Finding _, Phase.Taking _ -> State.TRANSFERRING;
            case Phase.Ending _ -> State.ENDING;
        };
    }
}
