package io.ringway.media.rtp;

import static java.nio.ByteOrder.BIG_ENDIAN;

import io.ringway.media.counters.Counter;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One plain RTP packet in place (RFC 3550 §5.1, header extensions by RFC 8285).
 *
 * <p>Wrap, then read; offsets are those of the wrapped buffer. The accessors are only meaningful
 * after a {@link #wrap} that returned 0, and only while the buffer holds those bytes.
 *
 * <p>Thread: one owner. Allocates nothing.
 */
public final class RtpHeader {

    /** Bytes of a header without contributing sources and extensions. */
    public static final int FIXED_LENGTH = 12;

    private static final int MALFORMED = Counter.DROP_RTP_MALFORMED.code();
    private static final int EXTENSION_PREFIX = 4;

    private DirectBuffer buffer = new UnsafeBuffer(0, 0);
    private int offset;
    private int payloadOffset;
    private int payloadLength;
    private int paddingLength;

    /**
     * Points at a packet and checks that every length in it fits.
     *
     * @return 0, or the code of {@link Counter#DROP_RTP_MALFORMED}
     */
    public int wrap(DirectBuffer buffer, int offset, int length) {
        int headerLength = lengthOf(buffer, offset, length);
        if (headerLength < 0) {
            return headerLength;
        }
        int padding = 0;
        if ((buffer.getByte(offset) & 0x20) != 0) {
            // The last octet counts itself, so 0 is as wrong as more than there is (§5.1).
            padding = length == headerLength ? 0 : buffer.getByte(offset + length - 1) & 0xFF;
            if (padding == 0 || padding > length - headerLength) {
                return MALFORMED;
            }
        }
        this.buffer = buffer;
        this.offset = offset;
        paddingLength = padding;
        payloadOffset = offset + headerLength;
        payloadLength = length - headerLength - padding;
        return 0;
    }

    /**
     * Length of the header with contributing sources and extension: what SRTP leaves in clear.
     * Looks at nothing behind the header, so it may be asked of a packet still encrypted.
     *
     * @param length of the whole packet
     * @return the length, or the code of {@link Counter#DROP_RTP_MALFORMED}
     */
    public static int lengthOf(DirectBuffer buffer, int offset, int length) {
        if (length < FIXED_LENGTH) {
            return MALFORMED;
        }
        int first = buffer.getByte(offset) & 0xFF;
        if (first >> 6 != 2) {
            return MALFORMED;
        }
        int headerLength = FIXED_LENGTH + 4 * (first & 0x0F);
        if ((first & 0x10) != 0) {
            if (headerLength + EXTENSION_PREFIX > length) {
                return MALFORMED;
            }
            int words = buffer.getShort(offset + headerLength + 2, BIG_ENDIAN) & 0xFFFF;
            headerLength += EXTENSION_PREFIX + 4 * words;
        }
        return headerLength > length ? MALFORMED : headerLength;
    }

    /** Sequence number of a packet whose header length is known to fit. */
    public static int sequenceOf(DirectBuffer buffer, int offset) {
        return buffer.getShort(offset + 2, BIG_ENDIAN) & 0xFFFF;
    }

    /** SSRC of a packet whose header length is known to fit. */
    public static int ssrcOf(DirectBuffer buffer, int offset) {
        return buffer.getInt(offset + 8, BIG_ENDIAN);
    }

    public boolean marker() {
        return buffer.getByte(offset + 1) < 0;
    }

    /** 0 to 127. */
    public int payloadType() {
        return buffer.getByte(offset + 1) & 0x7F;
    }

    /** 0 to 65535. */
    public int sequence() {
        return sequenceOf(buffer, offset);
    }

    /** 0 to 2³² − 1. */
    public long timestamp() {
        return buffer.getInt(offset + 4, BIG_ENDIAN) & 0xFFFF_FFFFL;
    }

    /** All 32 bits; unsigned by {@link Integer#toUnsignedLong}. */
    public int ssrc() {
        return ssrcOf(buffer, offset);
    }

    /** 0 to 15. */
    public int csrcCount() {
        return buffer.getByte(offset) & 0x0F;
    }

    /**
     * @param index 0 to {@link #csrcCount()} − 1
     */
    public int csrc(int index) {
        if (index < 0 || index >= csrcCount()) {
            throw new IndexOutOfBoundsException(
                    "CSRC index must be below " + csrcCount() + ", got " + index);
        }
        return buffer.getInt(offset + FIXED_LENGTH + 4 * index, BIG_ENDIAN);
    }

    public boolean hasExtension() {
        return (buffer.getByte(offset) & 0x10) != 0;
    }

    public int headerLength() {
        return payloadOffset - offset;
    }

    public int payloadOffset() {
        return payloadOffset;
    }

    /** Bytes of payload, padding removed; may be 0. */
    public int payloadLength() {
        return payloadLength;
    }

    /** Bytes of padding behind the payload, its count included; 0 when there is none. */
    public int paddingLength() {
        return paddingLength;
    }

    /**
     * Where an extension element's data begins.
     *
     * @param id local identifier from {@code a=extmap}, 1 to 255
     * @return an offset into the wrapped buffer, or −1 when the packet does not carry it
     */
    public int extensionOffset(int id) {
        return (int) (findExtension(id) >> 32);
    }

    /** Bytes of an extension element's data, or −1 when the packet does not carry it. */
    public int extensionLength(int id) {
        return (int) findExtension(id);
    }

    /**
     * First byte of an extension element's data, which is all of it in RFC 6464.
     *
     * @return 0 to 255, or −1 when the packet does not carry it or it is empty
     */
    public int extensionByte(int id) {
        long found = findExtension(id);
        return (int) found < 1 ? -1 : buffer.getByte((int) (found >> 32)) & 0xFF;
    }

    private long findExtension(int id) {
        if (!hasExtension()) {
            return HeaderExtension.ABSENT;
        }
        int start = offset + FIXED_LENGTH + 4 * csrcCount();
        return HeaderExtension.find(buffer, start, payloadOffset, id);
    }
}
