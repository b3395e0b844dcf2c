package io.ringway.signaling.sip.dialog;

/**
 * When a response that awaits an acknowledgement is sent again: after T1, then after twice as long
 * each time up to a cap, until 64·T1 have passed (RFC 3261 §13.3.1.4; RFC 3262 §3 without the cap).
 */
final class Retransmission {

    private final long capMs;
    private long nextMs;
    private long leftMs;

    Retransmission(long t1Ms, long capMs) {
        this.capMs = capMs;
        this.nextMs = t1Ms;
        this.leftMs = 64 * t1Ms;
    }

    /** How long to wait now; {@link #exhausted} tells whether to give up or to send afterwards. */
    long nextDelayMs() {
        long delayMs = Math.min(nextMs, leftMs);
        leftMs -= delayMs;
        nextMs = Math.min(2 * nextMs, capMs);
        return delayMs;
    }

    /** Whether the time is over once the last delay has passed. */
    boolean exhausted() {
        return leftMs <= 0;
    }
}
