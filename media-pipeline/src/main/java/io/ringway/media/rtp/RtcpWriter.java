package io.ringway.media.rtp;

import static java.nio.ByteOrder.BIG_ENDIAN;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes one compound RTCP packet: a sender or receiver report first, its report blocks, then the
 * source description and, at the end of a stream, a BYE (RFC 3550 §6.1).
 *
 * <p>{@code length = writer.wrap(buffer, 0).receiverReport(ssrc).reportBlock(stats, nowNs)
 * .cname(ssrc, cname).length()}
 *
 * <p>Thread: one owner. Allocates nothing.
 */
public final class RtcpWriter {

    private static final int MAX_BLOCKS = 31;
    private static final int MAX_CNAME = 255;
    private static final int CNAME_ITEM = 1;

    private MutableDirectBuffer buffer = new UnsafeBuffer(0, 0);
    private int start;
    private int end;
    private int reportStart;

    /** Begins a compound at this offset. */
    public RtcpWriter wrap(MutableDirectBuffer buffer, int offset) {
        this.buffer = buffer;
        start = offset;
        end = offset;
        reportStart = -1;
        return this;
    }

    /**
     * Adds a sender report; {@link #reportBlock} adds to it (§6.4.1).
     *
     * @param rtpTimestamp the RTP time of the NTP time; low 32 bits go out
     * @param packetCount RTP packets sent; low 32 bits go out
     * @param octetCount payload bytes sent; low 32 bits go out
     */
    public RtcpWriter senderReport(
            int ssrc, long ntpTimestamp, long rtpTimestamp, long packetCount, long octetCount) {
        reportStart = end;
        header(0, RtcpType.SENDER_REPORT, 28);
        buffer.putInt(reportStart + 4, ssrc, BIG_ENDIAN);
        buffer.putLong(reportStart + 8, ntpTimestamp, BIG_ENDIAN);
        buffer.putInt(reportStart + 16, (int) rtpTimestamp, BIG_ENDIAN);
        buffer.putInt(reportStart + 20, (int) packetCount, BIG_ENDIAN);
        buffer.putInt(reportStart + 24, (int) octetCount, BIG_ENDIAN);
        return this;
    }

    /** Adds a receiver report; {@link #reportBlock} adds to it (§6.4.2). */
    public RtcpWriter receiverReport(int ssrc) {
        reportStart = end;
        header(0, RtcpType.RECEIVER_REPORT, 8);
        buffer.putInt(reportStart + 4, ssrc, BIG_ENDIAN);
        return this;
    }

    /** Adds a block about one source to the report just written, at most 31 of them. */
    public RtcpWriter reportBlock(ReceptionStatistics statistics, long nowNs) {
        int blocks = reportStart < 0 ? MAX_BLOCKS : buffer.getByte(reportStart) & 0x1F;
        if (blocks >= MAX_BLOCKS) {
            throw new IllegalStateException(
                    "a report block needs a report before it with fewer than 31 blocks");
        }
        end += statistics.writeReportBlock(buffer, end, nowNs);
        buffer.putByte(reportStart, (byte) (0x80 | (blocks + 1)));
        putLength(reportStart, end - reportStart);
        return this;
    }

    /**
     * Adds a source description with a CNAME (§6.5.1).
     *
     * @param cname UTF-8, at most 255 bytes
     */
    public RtcpWriter cname(int ssrc, DirectBuffer cname) {
        int length = cname.capacity();
        if (length > MAX_CNAME) {
            throw new IllegalArgumentException("CNAME may have 255 bytes, got " + length);
        }
        int at = end;
        // At least one zero octet ends the items, then zeros up to the next word (§6.5).
        int packetLength = (4 + 4 + 2 + length + 1 + 3) & ~3;
        header(1, RtcpType.SOURCE_DESCRIPTION, packetLength);
        buffer.putInt(at + 4, ssrc, BIG_ENDIAN);
        buffer.putInt(at + packetLength - 4, 0);
        buffer.putByte(at + 8, (byte) CNAME_ITEM);
        buffer.putByte(at + 9, (byte) length);
        buffer.putBytes(at + 10, cname, 0, length);
        reportStart = -1;
        return this;
    }

    /** Adds the farewell of one source (§6.6). */
    public RtcpWriter bye(int ssrc) {
        int at = end;
        header(1, RtcpType.BYE, 8);
        buffer.putInt(at + 4, ssrc, BIG_ENDIAN);
        reportStart = -1;
        return this;
    }

    /** Bytes of the compound so far. */
    public int length() {
        return end - start;
    }

    private void header(int count, int type, int packetLength) {
        buffer.putByte(end, (byte) (0x80 | count));
        buffer.putByte(end + 1, (byte) type);
        putLength(end, packetLength);
        end += packetLength;
    }

    private void putLength(int at, int packetLength) {
        buffer.putShort(at + 2, (short) (packetLength / 4 - 1), BIG_ENDIAN);
    }
}
