package io.ringway.signaling.sip.dialog;

import io.ringway.signaling.sip.media.SipMediaFactory.Profile;

/**
 * Settings of the SIP user agent.
 *
 * @param product what User-Agent and Server say
 * @param t1Ms estimate of a round trip, RFC 3261's T1; 10 to 4,000
 * @param sessionExpiresS interval of session timers we ask for; 0 for none, else 90 to 86,400
 * @param minSessionExpiresS the least we accept; 90 or more
 * @param probeS how often OPTIONS asks a peer without session timers whether it is there; 0 never
 * @param retryAfterS what a caller is told who comes at a bad time
 * @param maxLegs dialogs at once
 * @param redirects how many redirections of one call are followed; 0 for none
 * @param profile how media is offered to those of whom nothing better is known
 */
public record UserAgentSettings(
        String product,
        int t1Ms,
        int sessionExpiresS,
        int minSessionExpiresS,
        int probeS,
        int retryAfterS,
        int maxLegs,
        int redirects,
        Profile profile) {

    public UserAgentSettings {
        if (t1Ms < 10 || t1Ms > 4_000) {
            throw new IllegalArgumentException("t1Ms is " + t1Ms + ", not 10 to 4000");
        }
        if (minSessionExpiresS < 1 || retryAfterS < 0 || maxLegs < 1 || probeS < 0) {
            throw new IllegalArgumentException(
                    "minSessionExpiresS, retryAfterS, maxLegs and probeS must not be negative");
        }
        if (sessionExpiresS != 0 && sessionExpiresS < minSessionExpiresS) {
            throw new IllegalArgumentException(
                    "sessionExpiresS is less than minSessionExpiresS: " + sessionExpiresS);
        }
    }

    /** Half an hour a session, as RFC 4028 §4 suggests; probes every five minutes. */
    public static UserAgentSettings defaults() {
        return new UserAgentSettings("Ringway", 500, 1_800, 90, 300, 10, 10_000, 0, Profile.RTP);
    }

    /** T2 of RFC 3261: the longest between two retransmissions. */
    int t2Ms() {
        return 8 * t1Ms;
    }
}
