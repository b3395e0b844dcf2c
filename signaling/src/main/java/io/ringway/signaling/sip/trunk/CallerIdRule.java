package io.ringway.signaling.sip.trunk;

/** Which number calls through a trunk show. */
public enum CallerIdRule {
    /** The caller's, as it is. */
    PASS,
    /** The caller's in P-Asserted-Identity (RFC 3325), the trunk's own in From. */
    ASSERT,
    /** The trunk's own. */
    OWN
}
