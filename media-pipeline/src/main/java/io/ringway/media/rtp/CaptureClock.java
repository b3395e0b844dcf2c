package io.ringway.media.rtp;

/**
 * When each stretch of a stream was captured: by the sender's wall clock once a sender report told
 * it, by the time of arrival before.
 *
 * <p>From one stretch to the next the time does not go back, though reports correct it by the
 * sender's drift and by how exactly they were stamped; a correction of a second and more is another
 * clock, and is followed at once. Thread: one owner. Allocates nothing.
 */
public final class CaptureClock {

    private static final long CLOCK_CHANGE_NS = 1_000_000_000L;

    private final SenderClock sender;
    private boolean told;
    private long lastRtpTimestamp;
    private long lastUnixNs;

    /**
     * @param clockRateHz of the stream's RTP timestamps
     */
    public CaptureClock(int clockRateHz) {
        sender = new SenderClock(clockRateHz);
    }

    /** Takes the sender's clocks as its report tells them. */
    public void onSenderReport(long ntpTimestamp, long rtpTimestamp) {
        sender.onSenderReport(ntpTimestamp, rtpTimestamp);
    }

    /** Another source goes on, whose reports are still to come. */
    public void changeSource(int clockRateHz) {
        sender.forget(clockRateHz);
    }

    /** The RTP clock runs at another rate from a time on. */
    public void setClock(long rtpTimestamp, int clockRateHz) {
        sender.setRate(rtpTimestamp, clockRateHz);
    }

    /**
     * Nanoseconds since 1970 at which a stretch was captured.
     *
     * @param rtpTimestamp of its first sample, extended to 64 bits
     * @param arrivalUnixNs when it came
     */
    public long unixNs(long rtpTimestamp, long arrivalUnixNs) {
        long unixNs = sender.captureUnixNs(rtpTimestamp);
        if (unixNs == SenderClock.UNKNOWN) {
            unixNs = arrivalUnixNs;
        }
        if (told && rtpTimestamp < lastRtpTimestamp) {
            // A packet told late stands before others already told.
            return unixNs;
        }
        long backNs = told ? lastUnixNs - unixNs : 0;
        if (backNs > 0 && backNs < CLOCK_CHANGE_NS) {
            unixNs = lastUnixNs;
        }
        told = true;
        lastRtpTimestamp = rtpTimestamp;
        lastUnixNs = unixNs;
        return unixNs;
    }
}
