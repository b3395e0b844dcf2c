package io.ringway.media.rtp;

/**
 * Round-trip time from a report block the remote side sent about us (RFC 3550 §6.4.1).
 *
 * <p>Thread: any. Allocates nothing.
 */
public final class RoundTrip {

    /** The block answers no sender report of ours, or what it says cannot be. */
    public static final long UNKNOWN = -1;

    private RoundTrip() {}

    /**
     * @param lastSenderReport the block's LSR
     * @param delaySinceLastSenderReport the block's DLSR, units of 1/65536 s
     * @param nowNtp time of arrival, by the clock that stamped our sender report
     * @return nanoseconds, or {@link #UNKNOWN}
     */
    public static long ofReportNs(
            int lastSenderReport, int delaySinceLastSenderReport, long nowNtp) {
        if (lastSenderReport == 0) {
            return UNKNOWN;
        }
        int elapsed = NtpTime.compact(nowNtp) - lastSenderReport;
        long roundTrip =
                Integer.toUnsignedLong(elapsed)
                        - Integer.toUnsignedLong(delaySinceLastSenderReport);
        if (elapsed < 0) {
            return UNKNOWN;
        }
        // On a fast path rounding alone can make the remote side's delay the longer of the two.
        return roundTrip < 0 ? 0 : NtpTime.compactToNs((int) roundTrip);
    }
}
