package io.ringway.signaling.call.machine;

/**
 * A timer of a call.
 *
 * @param legId the leg it is about, empty when it is about the call
 * @param serial tells it apart from those before it, which may fire while they are being cancelled
 */
public record CallTimer(Kind kind, String legId, int serial) {

    /** What timers are for. */
    public enum Kind {
        /** Called parties have rung for long enough. */
        RING,
        /** The call has lasted for as long as it may. */
        DURATION,
        /** An announcement, or the tone of a failure, has been heard for long enough. */
        ANNOUNCEMENT,
        /** A party that is no longer needed has had its chance to hang up by itself. */
        GOODBYE,
        /** A leg that was hung up should have ended by now. */
        END,
        /** A party that was asked to call somebody else should have done so. */
        REFERRAL
    }
}
