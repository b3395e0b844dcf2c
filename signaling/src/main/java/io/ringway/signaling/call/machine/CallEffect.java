package io.ringway.signaling.call.machine;

import io.ringway.signaling.call.CallParties;
import io.ringway.signaling.call.Cause;
import io.ringway.signaling.call.DialTarget;
import io.ringway.signaling.call.TransferProgress;
import io.ringway.signaling.call.TransferTarget;
import org.jspecify.annotations.Nullable;

/** What is to be done for a call, in the order it was asked for. */
public sealed interface CallEffect {

    /** Registers a leg's session; answered by an event. */
    record Register(String legId) implements CallEffect {}

    /** Tells that a session is active; a failure is logged and the call goes on. */
    record Activate(String legId) implements CallEffect {}

    /** Tells that a session has ended; a failure is logged. */
    record Deregister(String legId) implements CallEffect {}

    /** Asks where a call goes; answered by {@link CallEvent.Routed}. */
    record Route(CallParties parties) implements CallEffect {}

    record Ring(String legId) implements CallEffect {}

    record Progress(String legId) implements CallEffect {}

    record Answer(String legId) implements CallEffect {}

    record Refuse(String legId, Cause cause) implements CallEffect {}

    record Dial(
            String legId,
            DialTarget target,
            CallParties parties,
            TransferTarget.@Nullable Attended replaces)
            implements CallEffect {}

    record HangUp(String legId, Cause cause) implements CallEffect {}

    /** Lets two legs hear each other; the first is the left channel of a recording. */
    record Bridge(String bridgeId, String first, String second, boolean record)
            implements CallEffect {}

    record Part(String bridgeId) implements CallEffect {}

    record Echo(String legId, boolean on) implements CallEffect {}

    /**
     * Lets a leg into a conference; {@link CallEvent.ConferenceFailed} tells when that cannot be.
     */
    record Confer(String legId, String room) implements CallEffect {}

    record LeaveConference(String legId) implements CallEffect {}

    /** Lets the others of its conference hear a leg, or not. */
    record MuteInConference(String legId, boolean on) implements CallEffect {}

    /** Plays a sound; it replaces the one before. One that is not looped tells its end. */
    record Play(String legId, int playId, String sound, boolean loop) implements CallEffect {}

    record StopPlaying(String legId) implements CallEffect {}

    record SendKeys(String legId, String keys, int durationMs) implements CallEffect {}

    record Hold(String legId, boolean on) implements CallEffect {}

    /** Asks a party to call somebody else. */
    record Refer(String legId, TransferTarget target) implements CallEffect {}

    record TellTransfer(String legId, TransferProgress progress) implements CallEffect {}

    /** Tells the party that asked for a transfer why it came to nothing. */
    record FailTransfer(String legId, Cause cause) implements CallEffect {}

    /** Asks whether a call to be replaced runs here; answered by {@link CallEvent.LegFound}. */
    record FindLeg(TransferTarget.Attended target) implements CallEffect {}

    /** Asks another call for the party this leg of it talks to or waits for; answered by events. */
    record TakePartner(String legId) implements CallEffect {}

    /** Hands a leg to another call; it is none of this call's business from now on. */
    record GiveLeg(String callId, GivenLeg leg) implements CallEffect {}

    /** Hands those who are being called, and their legs, to another call. */
    record GiveHunt(String callId, GivenHunt hunt) implements CallEffect {}

    /** Tells another call that what it asked for cannot be had. */
    record DenyPartner(String callId) implements CallEffect {}

    record StartTimer(CallTimer timer, int delayMs) implements CallEffect {}

    record CancelTimer(CallTimer timer) implements CallEffect {}

    /** The end of the call, always the last effect. */
    record Ended(Cause cause) implements CallEffect {}
}
