package io.ringway.signaling.call.machine;

import io.ringway.signaling.call.Cause;

/**
 * Names of the sounds calls play.
 *
 * @param music for a party on hold
 * @param ringback for somebody who was answered and waits for somebody who is alerted
 * @param busy the tone of a failure: that party is in a call
 * @param congestion the tone of any other failure
 * @param silence instead of a muted party
 */
public record CallSounds(
        String music, String ringback, String busy, String congestion, String silence) {

    public static CallSounds defaults() {
        return new CallSounds("moh", "ringback", "busy", "congestion", "silence");
    }

    /** The tone that says why somebody was not reached. */
    String toneOf(Cause cause) {
        return cause.kind() == Cause.Kind.BUSY ? busy : congestion;
    }
}
