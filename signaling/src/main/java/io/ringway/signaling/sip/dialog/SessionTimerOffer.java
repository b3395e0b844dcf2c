package io.ringway.signaling.sip.dialog;

import gov.nist.javax.sip.header.extensions.MinSE;
import gov.nist.javax.sip.header.extensions.SessionExpiresHeader;
import javax.sip.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * What a message says of session timers (RFC 4028 §4 and §5).
 *
 * @param intervalS Session-Expires, 0 for none
 * @param refresher {@code uac}, {@code uas}, or empty
 * @param minS Min-SE, 90 when there is none
 * @param supported whether the sender knows session timers at all
 */
record SessionTimerOffer(int intervalS, String refresher, int minS, boolean supported) {

    static final int LEAST_S = 90;

    static SessionTimerOffer of(Message message) {
        SessionExpiresHeader expires =
                (SessionExpiresHeader) message.getHeader(SessionExpiresHeader.NAME);
        MinSE least = (MinSE) message.getHeader(MinSE.NAME);
        return new SessionTimerOffer(
                expires == null ? 0 : expires.getExpires(),
                expires == null ? "" : orEmpty(expires.getRefresher()),
                least == null ? LEAST_S : Math.max(LEAST_S, least.getExpires()),
                OptionTags.supports(message, "timer"));
    }

    /**
     * What the answering side agrees on: what was asked for, ours when nothing was, but never less
     * than the other side's minimum. The caller refreshes when it can, unless it asked otherwise.
     *
     * @param oursS what we would like, 0 for none
     */
    SessionTimerOffer answered(int oursS) {
        int agreedS = intervalS > 0 ? intervalS : oursS == 0 ? 0 : Math.max(oursS, minS);
        String who = !supported ? "uas" : refresher.isEmpty() ? "uac" : refresher;
        return new SessionTimerOffer(agreedS, who, minS, supported);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
