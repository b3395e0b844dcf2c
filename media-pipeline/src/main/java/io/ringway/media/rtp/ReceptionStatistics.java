package io.ringway.media.rtp;

import static java.nio.ByteOrder.BIG_ENDIAN;

import org.agrona.MutableDirectBuffer;

/**
 * What RTCP reports about one received SSRC: loss, highest sequence number, jitter, last sender
 * report (RFC 3550 §6.4.1, A.1, A.3, A.8).
 *
 * <p>Thread: one owner. Allocates nothing.
 */
public final class ReceptionStatistics {

    /** Bytes of one report block. */
    public static final int REPORT_BLOCK_LENGTH = 24;

    private static final int MAX_LOST = 0x7F_FFFF;
    private static final int MIN_LOST = -0x80_0000;
    private static final int NONE = -1;

    private final int ssrc;
    private final RtpSettings settings;
    private final InterarrivalJitter jitter;

    private boolean started;
    private long baseSequence;
    private long highestSequence;
    private long received;
    private long expectedPrior;
    private long receivedPrior;
    private int suspectedSequence = NONE;
    private boolean senderReportKnown;
    private int lastSenderReport;
    private long senderReportNs;

    /**
     * @param clockRateHz of the stream's RTP timestamps
     */
    public ReceptionStatistics(int ssrc, int clockRateHz, RtpSettings settings) {
        this.ssrc = ssrc;
        this.settings = settings;
        this.jitter = new InterarrivalJitter(clockRateHz);
    }

    /**
     * Counts one packet, duplicates and late ones included.
     *
     * @param sequence 0 to 65535
     * @param rtpTimestamp its low 32 bits count
     * @return false when the packet stands so far off that it is not counted; if the next one
     *     follows it, the source has restarted and counting begins anew (A.1)
     */
    public boolean onPacket(int sequence, long rtpTimestamp, long arrivalNs) {
        if (!accept(sequence)) {
            return false;
        }
        received++;
        jitter.onPacket(rtpTimestamp, arrivalNs);
        return true;
    }

    /** Remembers a sender report of this SSRC, for LSR and DLSR. */
    public void onSenderReport(long ntpTimestamp, long arrivalNs) {
        lastSenderReport = NtpTime.compact(ntpTimestamp);
        senderReportNs = arrivalNs;
        senderReportKnown = true;
    }

    /**
     * Writes a report block and begins a new interval for the fraction lost.
     *
     * @return {@link #REPORT_BLOCK_LENGTH}
     */
    public int writeReportBlock(MutableDirectBuffer buffer, int offset, long nowNs) {
        int lost = cumulativeLost();
        buffer.putInt(offset, ssrc, BIG_ENDIAN);
        buffer.putInt(offset + 4, (takeFractionLost() << 24) | (lost & 0xFF_FFFF), BIG_ENDIAN);
        buffer.putInt(offset + 8, (int) highestSequence, BIG_ENDIAN);
        buffer.putInt(offset + 12, jitter.timestampUnits(), BIG_ENDIAN);
        buffer.putInt(offset + 16, senderReportKnown ? lastSenderReport : 0, BIG_ENDIAN);
        int delay = senderReportKnown ? NtpTime.compactDuration(nowNs - senderReportNs) : 0;
        buffer.putInt(offset + 20, delay, BIG_ENDIAN);
        return REPORT_BLOCK_LENGTH;
    }

    public int ssrc() {
        return ssrc;
    }

    /** Packets counted, duplicates included, since the source last started. */
    public long received() {
        return received;
    }

    /** Packets the sequence numbers seen stand for. */
    public long expected() {
        return started ? highestSequence - baseSequence + 1 : 0;
    }

    /** Expected less received, negative with duplicates, kept within 24 bits (A.3). */
    public int cumulativeLost() {
        return Math.clamp(expected() - received, MIN_LOST, MAX_LOST);
    }

    /** Highest sequence number, with its count of wraps above the low 16 bits. */
    public long extendedHighestSequence() {
        return highestSequence;
    }

    /** Interarrival jitter in units of the RTP clock (A.8). */
    public int jitterTimestampUnits() {
        return jitter.timestampUnits();
    }

    /** Interarrival jitter in nanoseconds. */
    public long jitterNs() {
        return jitter.ns();
    }

    private boolean accept(int sequence) {
        if (!started) {
            start(sequence);
            return true;
        }
        int ahead = (sequence - (int) highestSequence) & 0xFFFF;
        if (ahead < settings.maxDropout()) {
            highestSequence += ahead;
        } else if (ahead <= SequenceNumber.MODULUS - settings.maxMisorder()) {
            // A stranger, or a restart: only a second packet right behind it tells (A.1).
            if (sequence != suspectedSequence) {
                suspectedSequence = SequenceNumber.next(sequence);
                return false;
            }
            start(sequence);
        }
        return true;
    }

    private void start(int sequence) {
        started = true;
        baseSequence = sequence;
        highestSequence = sequence;
        received = 0;
        expectedPrior = 0;
        receivedPrior = 0;
        suspectedSequence = NONE;
        jitter.restart();
    }

    private int takeFractionLost() {
        long expectedNow = expected() - expectedPrior;
        long lostNow = expectedNow - (received - receivedPrior);
        expectedPrior = expected();
        receivedPrior = received;
        if (expectedNow <= 0 || lostNow <= 0) {
            return 0;
        }
        return (int) Math.min(255, (lostNow << 8) / expectedNow);
    }
}
