package io.ringway.signaling.call.machine;

import io.ringway.signaling.call.CallParties;
import io.ringway.signaling.call.DialTarget;
import java.util.List;

/**
 * A search for somebody who answers on its way from one call to another: the party that began it
 * has sent another one to whoever will answer.
 *
 * @param ringing legs that were called and have not answered
 * @param left who is to be called after them
 * @param parallel whether all are called at once
 * @param ringMs how long they may take
 * @param record whether both sides are recorded
 * @param parties who calls, and whom, as the called ones see it
 * @param alerted whether one of them has told that it rings
 * @param earlyLegId the one whose early media is heard, empty for none
 */
public record GivenHunt(
        List<GivenLeg> ringing,
        List<DialTarget> left,
        boolean parallel,
        int ringMs,
        boolean record,
        CallParties parties,
        boolean alerted,
        String earlyLegId) {

    public GivenHunt {
        ringing = List.copyOf(ringing);
        left = List.copyOf(left);
    }
}
