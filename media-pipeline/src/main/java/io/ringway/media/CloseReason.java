package io.ringway.media;

/** Why a leg ended. */
public enum CloseReason {
    /** Our own signaling asked for it. */
    LOCAL_HANGUP,
    /** The remote party ended it: DTLS close_notify, RTCP BYE for good, or signaling. */
    REMOTE_HANGUP,
    /** No candidate pair worked within the time allowed. */
    ICE_FAILED,
    /** The pair in use went silent for longer than the expiry time. */
    ICE_EXPIRED,
    /** No RTP for longer than allowed, on a leg over plain RTP that is not on hold. */
    MEDIA_TIMEOUT,
    /** The handshake failed or ran out of time. */
    DTLS_FAILED,
    /** The certificate is not the one the SDP promised (RFC 8122 §6.2). */
    FINGERPRINT_MISMATCH,
    /** The speech service asked for it. */
    SPEECH_SERVICE_HANGUP,
    /** The process is shutting down. */
    SHUTDOWN,
    /** A bug or a lost resource here; the log has the rest. */
    INTERNAL_ERROR
}
