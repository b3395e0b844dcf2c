package io.ringway.media.rtp;

import static java.nio.ByteOrder.BIG_ENDIAN;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One report block in place (RFC 3550 §6.4.1).
 *
 * <p>Thread: one owner. Allocates nothing.
 */
public final class ReportBlock {

    private DirectBuffer buffer = new UnsafeBuffer(0, 0);
    private int offset;

    ReportBlock wrap(DirectBuffer buffer, int offset) {
        this.buffer = buffer;
        this.offset = offset;
        return this;
    }

    /** The SSRC reported about. */
    public int ssrc() {
        return buffer.getInt(offset, BIG_ENDIAN);
    }

    /** Lost since the report before, in 256ths: 0 to 255. */
    public int fractionLost() {
        return buffer.getByte(offset + 4) & 0xFF;
    }

    /** Lost since the start; negative with duplicates. */
    public int cumulativeLost() {
        return buffer.getInt(offset + 4, BIG_ENDIAN) << 8 >> 8;
    }

    /** Highest sequence number received, wraps in the upper 16 bits: 0 to 2³² − 1. */
    public long extendedHighestSequence() {
        return buffer.getInt(offset + 8, BIG_ENDIAN) & 0xFFFF_FFFFL;
    }

    /** In units of the RTP clock: 0 to 2³² − 1. */
    public long jitterTimestampUnits() {
        return buffer.getInt(offset + 12, BIG_ENDIAN) & 0xFFFF_FFFFL;
    }

    /** LSR: the middle of our last sender report's NTP timestamp, 0 when none arrived. */
    public int lastSenderReport() {
        return buffer.getInt(offset + 16, BIG_ENDIAN);
    }

    /** DLSR in units of 1/65536 s. */
    public int delaySinceLastSenderReport() {
        return buffer.getInt(offset + 20, BIG_ENDIAN);
    }
}
