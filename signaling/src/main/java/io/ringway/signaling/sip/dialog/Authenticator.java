package io.ringway.signaling.sip.dialog;

import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;

/**
 * Answers challenges to requests of one dialog (RFC 3261 §22). Thread: one at a time, the leg's.
 */
public interface Authenticator {

    /** Knows no passwords. */
    Authenticator NONE =
            new Authenticator() {
                @Override
                public void authorize(Request request) {}

                @Override
                public @Nullable Request answer(Response challenge, Request challenged) {
                    return null;
                }
            };

    /** Puts credentials into a new request, for those who asked before. */
    void authorize(Request request);

    /**
     * The request with credentials, to be sent instead; its CSeq and Via are replaced.
     *
     * @param challenge the 401 or 407
     * @param challenged the request it answers, as it was sent
     * @return null when there are no credentials for that realm, or they have been refused
     */
    @Nullable Request answer(Response challenge, Request challenged);
}
