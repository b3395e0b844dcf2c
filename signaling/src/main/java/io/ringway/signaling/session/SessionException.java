package io.ringway.signaling.session;

import io.ringway.signaling.http.Problem;
import io.ringway.signaling.sdp.SdpException;

/** A client asked for something that cannot be had; the session, if there is one, is as it was. */
public final class SessionException extends Exception {

    private static final long serialVersionUID = 1L;

    private static final String RETRY_SECONDS = "5";

    private final ErrorCode code;

    public SessionException(ErrorCode code, String message) {
        // Expected input, not a bug: nobody reads the stack.
        super(message, null, false, false);
        this.code = code;
    }

    /**
     * The same for clients.
     *
     * @param wrongState what to call it when the description came at the wrong moment
     */
    public static SessionException of(SdpException e, ErrorCode wrongState) {
        return new SessionException(
                ErrorCode.of(e.reason(), wrongState), String.valueOf(e.getMessage()));
    }

    public ErrorCode code() {
        return code;
    }

    /** The same as an HTTP answer. */
    public Problem problem() {
        Problem problem = Problem.of(code.status(), code.wireName(), String.valueOf(getMessage()));
        return code.status() == 503 ? problem.with("Retry-After", RETRY_SECONDS) : problem;
    }
}
