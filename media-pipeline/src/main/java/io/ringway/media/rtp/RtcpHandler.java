package io.ringway.media.rtp;

/**
 * Hears what a compound RTCP packet says, in its order. Called only for compounds that parse as a
 * whole.
 *
 * <p>Thread: that of {@link RtcpCompound#parse}. SSRCs are all 32 bits, as ints.
 */
public interface RtcpHandler {

    /**
     * A sender's clocks and counts (RFC 3550 §6.4.1).
     *
     * @param rtpTimestamp 0 to 2³² − 1
     * @param packetCount 0 to 2³² − 1
     * @param octetCount 0 to 2³² − 1
     */
    void onSenderReport(
            int ssrc, long ntpTimestamp, long rtpTimestamp, long packetCount, long octetCount);

    /**
     * One report block of a sender or receiver report.
     *
     * @param reporterSsrc who reports
     * @param block valid during the call only
     */
    void onReportBlock(int reporterSsrc, ReportBlock block);

    /** A source has left (§6.6). */
    void onBye(int ssrc);

    /**
     * Packets reported missing (RFC 4585 §6.2.1).
     *
     * @param sequence the first
     * @param bitmask bit <i>i</i> set: {@code sequence + i + 1} is missing too
     */
    void onNack(int mediaSsrc, int sequence, int bitmask);
}
