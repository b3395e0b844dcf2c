package io.ringway.signaling.call;

/** How far a transfer has come (RFC 3515 §2.4.5). */
public enum TransferProgress {
    /** The target is being called. */
    TRYING,
    /** The target is alerted. */
    RINGING,
    /** The target answered: the transferring party is no longer needed. */
    DONE,
    /** The target could not be had: the call goes on as it was. */
    FAILED
}
