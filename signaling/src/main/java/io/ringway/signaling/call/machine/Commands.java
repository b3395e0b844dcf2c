package io.ringway.signaling.call.machine;

import io.ringway.signaling.call.Cause;
import java.util.function.Consumer;

/** Does what is asked of a call from outside. Owner: the call's machine. */
final class Commands {

    private final CallState call;
    private final Transferring transferring;

    Commands(CallState call, Transferring transferring) {
        this.call = call;
        this.transferring = transferring;
    }

    void on(CallCommand command) {
        switch (command) {
            case CallCommand.HangUp(Cause cause) -> call.endCall(cause);
            case CallCommand.Hold(String legId, boolean on) -> up(legId, leg -> leg.holdAsked = on);
            case CallCommand.Mute(String legId, boolean on) -> up(legId, leg -> leg.muted = on);
            case CallCommand.SendKeys(String legId, String keys, int durationMs) ->
                    up(legId, leg -> call.emit(new CallEffect.SendKeys(legId, keys, durationMs)));
            case CallCommand.Play(String legId, String sound, boolean loop) ->
                    up(legId, leg -> play(leg, sound, loop));
            case CallCommand.Stop(String legId) -> up(legId, leg -> leg.asked = null);
            case CallCommand.Connect(String legId, var target, String via) ->
                    up(legId, leg -> transferring.connect(leg, target, via));
            case CallCommand.Refer(String legId, var target) ->
                    up(legId, leg -> transferring.refer(leg, target));
        }
    }

    private void play(Leg leg, String sound, boolean loop) {
        if (!(call.phase instanceof Phase.Announcing)) {
            leg.asked = new Leg.Asked(sound, loop);
            leg.unplayable = "";
        }
    }

    private void up(String legId, Consumer<Leg> action) {
        Leg leg = call.legs.get(legId);
        if (leg != null && leg.up()) {
            action.accept(leg);
        }
    }
}
