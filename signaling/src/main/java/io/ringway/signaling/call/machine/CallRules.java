package io.ringway.signaling.call.machine;

import io.ringway.signaling.http.Range;

/**
 * How calls behave.
 *
 * @param earlyMedia whether callers hear what called parties send before they answer (183) instead
 *     of ringback of their own
 * @param relayHold whether a hold is passed on to the other party in signaling; else that party
 *     hears music from here
 * @param announceAnswered whether a caller is answered to hear an announcement, for those who hear
 *     no early media
 * @param maxLegs legs of one call at once, 2 to 100; targets beyond are not called
 * @param maxDurationMs a call's length from its answer, 0 for any
 * @param ringMs how long parties ring that are called on nobody's rule: originated calls
 * @param announcementLimitMs longest announcement
 * @param failureToneMs how long somebody who was answered hears the tone that it failed
 * @param goodbyeMs how long a transferring party may take to hang up by itself
 * @param endGraceMs how long a leg may take to end that was hung up
 * @param referralMs how long a party may take to call somebody else by itself
 * @param sounds names of what is played
 */
public record CallRules(
        boolean earlyMedia,
        boolean relayHold,
        boolean announceAnswered,
        int maxLegs,
        int maxDurationMs,
        int ringMs,
        int announcementLimitMs,
        int failureToneMs,
        int goodbyeMs,
        int endGraceMs,
        int referralMs,
        CallSounds sounds) {

    public CallRules {
        Range.check("call-max-legs", maxLegs, 2, 100);
        Range.check("call-max-duration-ms", maxDurationMs, 0, Integer.MAX_VALUE);
        Range.check("call-ring-ms", ringMs, 1_000, 600_000);
        Range.check("call-announcement-limit-ms", announcementLimitMs, 100, 600_000);
        Range.check("call-failure-tone-ms", failureToneMs, 0, 60_000);
        Range.check("call-goodbye-ms", goodbyeMs, 0, 60_000);
        Range.check("call-end-grace-ms", endGraceMs, 1_000, 600_000);
        Range.check("call-referral-ms", referralMs, 1_000, 600_000);
    }

    /** Early media, music from here, twenty legs, no limit of time. */
    public static CallRules defaults() {
        return new CallRules(
                true,
                false,
                false,
                20,
                0,
                30_000,
                60_000,
                5_000,
                2_000,
                40_000,
                30_000,
                CallSounds.defaults());
    }
}
