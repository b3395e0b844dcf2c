package io.ringway.signaling.sip.auth;

/** What is counted of requests that need credentials; each is counted once. */
public enum DigestCounter {
    /** Right credentials. */
    VERIFIED,
    /** No credentials for this realm. */
    ABSENT,
    /**
     * Credentials that cannot be read, lack something, or name an algorithm that is not offered.
     */
    MALFORMED,
    /** A nonce that is too old, of another process or of another source. */
    STALE,
    /** A nonce count that was used before. */
    REPLAYED,
    /** Credentials made for another Request-URI. */
    WRONG_URI,
    /** An unknown user or a wrong password. */
    WRONG,
    /** Not looked at: the source had too many wrong passwords. */
    LIMITED
}
