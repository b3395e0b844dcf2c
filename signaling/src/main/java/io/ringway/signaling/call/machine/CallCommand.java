package io.ringway.signaling.call.machine;

import io.ringway.signaling.call.Cause;
import io.ringway.signaling.call.TransferTarget;

/** What operators, pages and speech services can ask of a call; senseless ones do nothing. */
public sealed interface CallCommand {

    /** Ends the call with all its legs. */
    record HangUp(Cause cause) implements CallCommand {}

    /** Puts a party on hold: it hears music, the other one silence. Or takes it back. */
    record Hold(String legId, boolean on) implements CallCommand {}

    /** Lets the other party hear silence instead of this one, or this one again. */
    record Mute(String legId, boolean on) implements CallCommand {}

    /** Presses telephone keys towards a party. */
    record SendKeys(String legId, String keys, int durationMs) implements CallCommand {}

    /** Plays a sound to a party, over and over or once. */
    record Play(String legId, String sound, boolean loop) implements CallCommand {}

    /** Ends what {@link Play} began. */
    record Stop(String legId) implements CallCommand {}

    /**
     * Connects a party with somebody else instead of whoever it talks to, a service included; that
     * one leaves when the new one answers, and stays when nobody does.
     *
     * @param via on whose account, as in {@link io.ringway.signaling.call.CallParties#via()}
     */
    record Connect(String legId, TransferTarget target, String via) implements CallCommand {}

    /** Asks a party to call somebody else by itself, and ends the call when it has. */
    record Refer(String legId, TransferTarget target) implements CallCommand {}
}
