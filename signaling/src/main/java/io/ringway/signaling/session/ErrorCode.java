package io.ringway.signaling.session;

import io.ringway.media.CloseReason;
import io.ringway.signaling.sdp.SdpException;
import java.util.Locale;

/**
 * Everything that can go wrong with a session, as clients read it in error frames and problem
 * documents.
 */
public enum ErrorCode {
    SDP_TOO_LARGE(413),
    SDP_MALFORMED(400),
    SDP_UNACCEPTABLE(422),
    /** An exchange or the first handshake is under way. */
    OFFER_IN_PROGRESS(409),
    /** An answer nobody waits for, or a restart before anything was agreed. */
    UNEXPECTED_ANSWER(409),
    CANDIDATE_MALFORMED(400),
    TOO_MANY_CANDIDATES(429),
    NO_LOCAL_CANDIDATES(503),
    CAPACITY(503),
    DRAINING(503),
    SESSION_MANAGER_UNAVAILABLE(503),
    SESSION_ENDED(404),
    INVALID_AGENT_NAME(400),
    /** Another connection waits for calls under that name. */
    AGENT_NAME_TAKEN(409),
    TOO_MANY_AGENTS(503),
    /** Nobody can call a session that does not wait for calls under a name. */
    NOT_AN_AGENT(409),
    /** The session is in no call, or in none that this could be done with. */
    NO_SUCH_CALL(409),
    ICE_FAILED(500),
    ICE_EXPIRED(500),
    DTLS_FAILED(500),
    FINGERPRINT_MISMATCH(500),
    HANGUP(500),
    SHUTDOWN(503),
    INTERNAL_ERROR(500),
    MALFORMED_JSON(400),
    INVALID_MESSAGE(400),
    UNKNOWN_TYPE(400),
    MESSAGE_TOO_LARGE(413),
    BINARY_NOT_SUPPORTED(400);

    private final int status;

    ErrorCode(int status) {
        this.status = status;
    }

    /** The HTTP status that goes with it. */
    public int status() {
        return status;
    }

    /** The name on the wire, such as {@code offer-in-progress}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static ErrorCode of(SdpException.Reason reason, ErrorCode wrongState) {
        return switch (reason) {
            case TOO_LARGE -> SDP_TOO_LARGE;
            case MALFORMED -> SDP_MALFORMED;
            case UNACCEPTABLE -> SDP_UNACCEPTABLE;
            case WRONG_STATE -> wrongState;
        };
    }

    /** How the end of a leg reads to its client. */
    public static ErrorCode of(CloseReason reason) {
        return switch (reason) {
            case LOCAL_HANGUP, REMOTE_HANGUP, SPEECH_SERVICE_HANGUP, MEDIA_TIMEOUT -> HANGUP;
            case ICE_FAILED -> ICE_FAILED;
            case ICE_EXPIRED -> ICE_EXPIRED;
            case DTLS_FAILED -> DTLS_FAILED;
            case FINGERPRINT_MISMATCH -> FINGERPRINT_MISMATCH;
            case SHUTDOWN -> SHUTDOWN;
            case INTERNAL_ERROR -> INTERNAL_ERROR;
        };
    }
}
