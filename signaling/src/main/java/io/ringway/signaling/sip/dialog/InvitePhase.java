package io.ringway.signaling.sip.dialog;

/** How far an INVITE that came has got. */
enum InvitePhase {
    RINGING,
    /** Answered by the call, waiting for a PRACK. */
    ANSWERING,
    /** 2xx sent. */
    ANSWERED,
    /** ACK came. */
    UP,
    OVER;

    /** Whether no final response has been sent. */
    boolean unanswered() {
        return this == RINGING || this == ANSWERING;
    }

    /** Whether there is a dialog. */
    boolean confirmed() {
        return this == ANSWERED || this == UP;
    }
}
