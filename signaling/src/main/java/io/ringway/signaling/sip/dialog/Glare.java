package io.ringway.signaling.sip.dialog;

/**
 * How long to wait before an offer that crossed another one is made again (RFC 3261 §14.1): 2.1 to
 * 4 s by the side that chose the Call-ID, at most 2 s by the other, so that they do not cross
 * again.
 */
final class Glare {

    static final int MOST_TRIES = 6;

    private Glare() {}

    /**
     * @param ownsCallId whether the dialog's Call-ID was chosen here
     * @param unit a random number from 0 to below 1
     */
    static long delayMs(boolean ownsCallId, double unit) {
        return ownsCallId ? 2100 + 10 * (long) (unit * 191) : 10 * (long) (unit * 201);
    }
}
