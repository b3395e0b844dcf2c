package io.ringway.signaling.sip.auth;

import javax.sip.message.Request;

/** What to do about a challenge. */
public sealed interface DigestAnswer {

    /**
     * Send this: the challenged request with credentials, the next CSeq and no branch.
     *
     * @param request a copy
     */
    record Retry(Request request) implements DigestAnswer {}

    /**
     * Give up.
     *
     * @param detail one line for the log, what to do about it included
     */
    record GiveUp(Reason reason, String detail) implements DigestAnswer {}

    /** Why nothing is answered. */
    enum Reason {
        /** No challenge is of a realm the credentials are for. */
        FOREIGN_REALM,
        /** The credentials were sent and refused. */
        REFUSED,
        /** No challenge is of a known scheme, algorithm and protection. */
        NOT_UNDERSTOOD
    }
}
