package io.ringway.signaling.call.machine;

import io.ringway.signaling.call.Cause;

/** Draws the conclusions from the end of a leg. Owner: the call's machine. */
final class Departing {

    private final CallState call;
    private final Dialling dialling;
    private final Transferring transferring;
    private final Replacing replacing;

    Departing(CallState call, Dialling dialling, Transferring transferring, Replacing replacing) {
        this.call = call;
        this.dialling = dialling;
        this.transferring = transferring;
        this.replacing = replacing;
    }

    /** A leg has ended, by itself or because it was hung up. */
    void ended(Leg leg, Cause cause) {
        if (leg.stage == Leg.Stage.ENDED) {
            return;
        }
        call.buried(leg);
        departed(leg, cause);
    }

    /** What it means for the call that a leg is gone, or about to be. */
    void departed(Leg leg, Cause cause) {
        transferring.left(leg);
        switch (call.phase) {
            case Phase.Admitting(Leg caller, var parties, var destination) ->
                    endIf(leg == caller, cause);
            case Phase.Routing(Leg waiting, var parties) -> endIf(leg == waiting, cause);
            case Phase.Hunting(Leg waiting, Hunt hunt) -> {
                endIf(leg == waiting, cause);
                dialling.lost(waiting, hunt, leg, cause);
            }
            case Phase.Announcing(Leg waiting, var reason) -> endIf(leg == waiting, cause);
            case Phase.Serving(Leg served, var service) -> endIf(leg == served, cause);
            case Phase.Talking(Phase.Pair pair) ->
                    endIf(pair.has(leg) && !replacing.survives(pair, leg), cause);
            case Phase.Joining(Leg waiting, Leg joiner, boolean record) ->
                    endIf(leg == waiting || leg == joiner, cause);
            case Phase.Finding(Leg waiting, var target) -> endIf(leg == waiting, cause);
            case Phase.Taking(Leg waiting) -> endIf(leg == waiting, cause);
            case Phase.Idle _, Phase.Ending _ -> {}
        }
    }

    private void endIf(boolean over, Cause cause) {
        if (over) {
            call.endCall(cause);
        }
    }
}
