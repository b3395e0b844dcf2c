package io.ringway.media.rtp;

import static java.nio.ByteOrder.BIG_ENDIAN;

import org.agrona.MutableDirectBuffer;

/**
 * Writes RTP headers (RFC 3550 §5.1). The payload follows at the returned length, or behind what an
 * {@link ExtensionWriter} adds.
 *
 * <p>Thread: any. Allocates nothing.
 */
public final class RtpWriter {

    private static final int VERSION = 0x80;

    private RtpWriter() {}

    /**
     * Writes a header without extension.
     *
     * @param sequence its low 16 bits go out
     * @param rtpTimestamp its low 32 bits go out
     * @return bytes written: {@link RtpHeader#FIXED_LENGTH}
     */
    public static int writeHeader(
            MutableDirectBuffer buffer,
            int offset,
            boolean marker,
            int payloadType,
            int sequence,
            long rtpTimestamp,
            int ssrc) {
        buffer.putByte(offset, (byte) VERSION);
        buffer.putByte(offset + 1, (byte) ((marker ? 0x80 : 0) | (payloadType & 0x7F)));
        buffer.putShort(offset + 2, (short) sequence, BIG_ENDIAN);
        buffer.putInt(offset + 4, (int) rtpTimestamp, BIG_ENDIAN);
        buffer.putInt(offset + 8, ssrc, BIG_ENDIAN);
        return RtpHeader.FIXED_LENGTH;
    }
}
