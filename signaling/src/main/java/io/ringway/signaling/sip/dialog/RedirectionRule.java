package io.ringway.signaling.sip.dialog;

/** Whether and how somebody we call is told who redirected the call. */
public enum RedirectionRule {
    OFF,
    /** By Diversion (RFC 5806), which most carriers know. */
    DIVERSION,
    /** By History-Info (RFC 7044), its successor. */
    HISTORY_INFO,
    BOTH;

    boolean diversion() {
        return this == DIVERSION || this == BOTH;
    }

    boolean history() {
        return this == HISTORY_INFO || this == BOTH;
    }
}
