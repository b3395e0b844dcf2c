package io.ringway.signaling.call;

/** Where protocols hand in callers. Thread: any; does not block. */
public interface IncomingCalls {

    /**
     * A party calls. Its session is registered, a route looked up, and the leg told to ring, answer
     * or refuse.
     *
     * @return hears what becomes of the leg
     */
    LegObserver onCall(CallLeg leg, CallParties parties);

    /**
     * A party calls to take the place of one that is in a call here (RFC 3891).
     *
     * @param replacedLegId the leg whose place it takes
     * @return hears what becomes of the leg
     */
    LegObserver onReplacement(CallLeg leg, CallParties parties, String replacedLegId);
}
