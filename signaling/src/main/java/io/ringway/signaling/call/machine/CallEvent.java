package io.ringway.signaling.call.machine;

import io.ringway.signaling.call.CallParties;
import io.ringway.signaling.call.Cause;
import io.ringway.signaling.call.Destination;
import io.ringway.signaling.call.DialTarget;
import io.ringway.signaling.call.LegSignal;
import org.jspecify.annotations.Nullable;

/** What can happen to a call. The first is {@link Offered} or {@link Originated}. */
public sealed interface CallEvent {

    /**
     * A party calls.
     *
     * @param registered whether its protocol keeps its session registered
     */
    record Offered(String legId, CallParties parties, boolean registered) implements CallEvent {}

    /**
     * Somebody is to be called first and, once there, to be treated as the caller.
     *
     * @param parties whom that party then calls, and as whom
     */
    record Originated(DialTarget first, CallParties parties, int ringMs) implements CallEvent {}

    /** A party calls to take the place of another leg of this call (RFC 3891). */
    record ReplacementOffered(
            String legId, CallParties parties, boolean registered, String replacedLegId)
            implements CallEvent {}

    record SessionRegistered(String legId) implements CallEvent {}

    record SessionRefused(String legId, String detail) implements CallEvent {}

    /** Answers {@link CallEffect.Route}. */
    record Routed(Destination destination) implements CallEvent {}

    record Signalled(String legId, LegSignal signal) implements CallEvent {}

    /** A leg that was to be dialled never came to be; no signal will come of it. */
    record DialFailed(String legId, Cause cause) implements CallEvent {}

    record BridgeFailed(String bridgeId, String detail) implements CallEvent {}

    /** A leg could not be let into its conference. */
    record ConferenceFailed(String legId, Cause cause) implements CallEvent {}

    /** A sound has been played to its end, or could not be played. */
    record SoundFinished(String legId, int playId) implements CallEvent {}

    record TimerFired(CallTimer timer) implements CallEvent {}

    /**
     * Answers {@link CallEffect.FindLeg}.
     *
     * @param legId the leg of a call here that the target means; null when there is none
     */
    record LegFound(@Nullable String legId) implements CallEvent {}

    /** Another call wants the party one of this call's legs talks to or waits for, for good. */
    record PartnerWanted(String legId, String callId) implements CallEvent {}

    /** Answers {@link CallEffect.TakePartner}: the leg is this call's now. */
    record PartnerGiven(GivenLeg leg) implements CallEvent {}

    /** Answers {@link CallEffect.TakePartner}: those who are called are this call's now. */
    record HuntGiven(GivenHunt hunt) implements CallEvent {}

    /** Answers {@link CallEffect.TakePartner}: it cannot be had. */
    record PartnerDenied() implements CallEvent {}

    record Commanded(CallCommand command) implements CallEvent {}
}
