package io.ringway.media.rtp;

/**
 * When the sender captured what an RTP timestamp stands for, told by its sender reports (RFC 3550
 * §6.4.1).
 *
 * <p>Thread: one owner. Allocates nothing.
 */
public final class SenderClock {

    /** No sender report yet. */
    public static final long UNKNOWN = Long.MIN_VALUE;

    private int clockRateHz;
    private boolean known;
    private long reportUnixNs;
    private long reportRtpTimestamp;

    /**
     * @param clockRateHz of the stream's RTP timestamps
     */
    public SenderClock(int clockRateHz) {
        if (clockRateHz <= 0) {
            throw new IllegalArgumentException(
                    "clock rate must be positive, got " + clockRateHz + " Hz");
        }
        this.clockRateHz = clockRateHz;
    }

    /**
     * Takes the pair of clocks from a sender report. An NTP timestamp of 0 says that the sender has
     * no wall clock and is ignored; so is a report overtaken by a later one, which shows by both of
     * its clocks.
     */
    public void onSenderReport(long ntpTimestamp, long rtpTimestamp) {
        long unixNs = NtpTime.toUnixNs(ntpTimestamp);
        boolean overtaken =
                known
                        && unixNs < reportUnixNs
                        && RtpTimestamp.distance(reportRtpTimestamp, rtpTimestamp) < 0;
        if (ntpTimestamp == 0 || overtaken) {
            return;
        }
        reportUnixNs = unixNs;
        reportRtpTimestamp = rtpTimestamp;
        known = true;
    }

    /** Forgets what was told: another source goes on. */
    public void forget(int newClockRateHz) {
        known = false;
        clockRateHz = newClockRateHz;
    }

    /**
     * The RTP clock runs at another rate from a time on, up to which it ran as before (RFC 7160
     * §4.1).
     */
    public void setRate(long rtpTimestamp, int newClockRateHz) {
        if (known) {
            reportUnixNs = captureUnixNs(rtpTimestamp);
            reportRtpTimestamp = rtpTimestamp;
        }
        clockRateHz = newClockRateHz;
    }

    /**
     * The sender's wall clock at an RTP timestamp, of which the low 32 bits count.
     *
     * @return nanoseconds since 1970 by the sender's clock, or {@link #UNKNOWN}
     */
    public long captureUnixNs(long rtpTimestamp) {
        if (!known) {
            return UNKNOWN;
        }
        long ticks = RtpTimestamp.distance(reportRtpTimestamp, rtpTimestamp);
        return reportUnixNs + ticks * 1_000_000_000L / clockRateHz;
    }
}
