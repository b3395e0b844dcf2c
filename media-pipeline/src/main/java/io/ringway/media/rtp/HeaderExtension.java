package io.ringway.media.rtp;

import static java.nio.ByteOrder.BIG_ENDIAN;

import org.agrona.DirectBuffer;

/**
 * Looks elements up in an RTP header extension, in the one-byte and the two-byte form (RFC 8285
 * §4.2 and §4.3). A malformed element ends the search: what stands before it counts.
 *
 * <p>Thread: any. Allocates nothing.
 */
final class HeaderExtension {

    /** Both halves −1: not there. */
    static final long ABSENT = -1;

    static final int ONE_BYTE = 0xBEDE;
    static final int TWO_BYTE = 0x1000;

    private HeaderExtension() {}

    /**
     * @param start of the extension's four-byte prefix
     * @param end behind the extension
     * @return offset of the element's data in the upper half, its length in the lower, or {@link
     *     #ABSENT}
     */
    static long find(DirectBuffer buffer, int start, int end, int id) {
        int form = buffer.getShort(start, BIG_ENDIAN) & 0xFFFF;
        if (id <= 0) {
            return ABSENT;
        }
        if (form == ONE_BYTE) {
            return id > 14 ? ABSENT : findOneByte(buffer, start + 4, end, id);
        }
        // The low four bits are "appbits", which mean nothing here.
        return (form & 0xFFF0) == TWO_BYTE ? findTwoByte(buffer, start + 4, end, id) : ABSENT;
    }

    private static long findOneByte(DirectBuffer buffer, int start, int end, int id) {
        int position = start;
        while (position < end) {
            int element = buffer.getByte(position) & 0xFF;
            int elementId = element >> 4;
            int length = (element & 0x0F) + 1;
            if (element == 0) {
                position++;
            } else if (elementId == 0 || elementId == 15 || position + 1 + length > end) {
                return ABSENT;
            } else if (elementId == id) {
                return found(position + 1, length);
            } else {
                position += 1 + length;
            }
        }
        return ABSENT;
    }

    private static long findTwoByte(DirectBuffer buffer, int start, int end, int id) {
        int position = start;
        while (position < end) {
            int elementId = buffer.getByte(position) & 0xFF;
            if (elementId == 0) {
                position++;
                continue;
            }
            int data = position + 2;
            int length = data > end ? 0 : buffer.getByte(position + 1) & 0xFF;
            if (data + length > end) {
                return ABSENT;
            }
            if (elementId == id) {
                return found(data, length);
            }
            position = data + length;
        }
        return ABSENT;
    }

    private static long found(int offset, int length) {
        return ((long) offset << 32) | length;
    }
}
