package io.ringway.media.rtp;

import static java.nio.ByteOrder.BIG_ENDIAN;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Writes RTP headers (RFC 3550 §5.1). The payload follows at the returned length.
 *
 * <p>Thread: any. Allocates nothing.
 */
public final class RtpWriter {

    private static final int VERSION = 0x80;
    private static final int EXTENSION = 0x10;
    private static final int MAX_ELEMENT = 16;

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

    /**
     * Adds a header extension of one element in the one-byte form (RFC 8285 §4.2) behind a header
     * written by {@link #writeHeader} at the same offset.
     *
     * @param id 1 to 14
     * @param data 1 to 16 bytes
     * @return bytes of the whole header now
     */
    public static int appendExtension(
            MutableDirectBuffer buffer, int offset, int id, DirectBuffer data) {
        int length = data.capacity();
        if (id < 1 || id > 14 || length < 1 || length > MAX_ELEMENT) {
            throw new IllegalArgumentException(
                    "one-byte extension must have id 1 to 14 and 1 to 16 bytes, got id "
                            + id
                            + " and "
                            + length
                            + " bytes");
        }
        int start = offset + RtpHeader.FIXED_LENGTH;
        int words = (1 + length + 3) / 4;
        buffer.putByte(offset, (byte) (VERSION | EXTENSION));
        buffer.putShort(start, (short) HeaderExtension.ONE_BYTE, BIG_ENDIAN);
        buffer.putShort(start + 2, (short) words, BIG_ENDIAN);
        buffer.putInt(start + 4 * words, 0);
        buffer.putByte(start + 4, (byte) ((id << 4) | (length - 1)));
        buffer.putBytes(start + 5, data, 0, length);
        return RtpHeader.FIXED_LENGTH + 4 + 4 * words;
    }
}
