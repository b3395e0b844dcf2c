package io.ringway.signaling.sip.auth;

import java.util.List;
import javax.sip.header.Header;

/** What a request's credentials are worth. */
public sealed interface DigestVerdict {

    /**
     * The request is that user's.
     *
     * @param username as in the credentials
     */
    record Verified(String username) implements DigestVerdict {}

    /**
     * There were no credentials, or they were wrong or stale: to be answered with these headers.
     *
     * @param status 401 or 407
     */
    record Challenge(int status, List<Header> headers) implements DigestVerdict {

        public Challenge {
            headers = List.copyOf(headers);
        }
    }

    /** To be answered with 403: too many wrong passwords from that source. */
    record Forbidden() implements DigestVerdict {}
}
