package io.ringway.signaling.sdp;

/**
 * Whether Opus may come with copies of earlier packets (RED, RFC 2198).
 *
 * <p>Browsers that offer RED send it only when it stands before Opus in what was agreed.
 */
public enum OpusRedundancy {
    /** Not negotiated. */
    OFF,
    /** Agreed to in the order of the offer; behind Opus in our own offers. */
    ACCEPT,
    /** Before Opus: every packet comes twice, at twice the bit rate. */
    PREFER
}
