package io.ringway.media.segment;

import org.agrona.MutableDirectBuffer;

/**
 * Protobuf's wire encoding, as far as segments need it (protobuf.dev/programming-guides/encoding).
 *
 * <p>Padded varints have a fixed number of bytes whatever their value; they stand where the value
 * is known only after what follows has been written.
 */
final class WireFormat {

    /** Bytes of a length written by {@link #putLength}. */
    static final int LENGTH_BYTES = 3;

    /** Exclusive upper bound of such a length. */
    static final int LENGTH_LIMIT = 1 << (7 * LENGTH_BYTES);

    /** Bytes of a count written by {@link #putCount}. */
    static final int COUNT_BYTES = 5;

    /** Largest such count. */
    static final long COUNT_MAX = (1L << (7 * COUNT_BYTES)) - 1;

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH_DELIMITED = 2;

    private WireFormat() {}

    static int varintTag(int fieldNumber) {
        return fieldNumber << 3 | VARINT;
    }

    static int fixed64Tag(int fieldNumber) {
        return fieldNumber << 3 | FIXED64;
    }

    static int lengthTag(int fieldNumber) {
        return fieldNumber << 3 | LENGTH_DELIMITED;
    }

    /** Writes a varint as short as it goes and returns the offset behind it. */
    static int putVarint(MutableDirectBuffer buffer, int offset, long value) {
        int at = offset;
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            buffer.putByte(at++, (byte) (rest | 0x80));
            rest >>>= 7;
        }
        buffer.putByte(at++, (byte) rest);
        return at;
    }

    static void putLength(MutableDirectBuffer buffer, int offset, int length) {
        putPadded(buffer, offset, length, LENGTH_BYTES);
    }

    static void putCount(MutableDirectBuffer buffer, int offset, long count) {
        putPadded(buffer, offset, Math.min(count, COUNT_MAX), COUNT_BYTES);
    }

    private static void putPadded(MutableDirectBuffer buffer, int offset, long value, int bytes) {
        for (int i = 0; i < bytes - 1; i++) {
            buffer.putByte(offset + i, (byte) (value >>> (7 * i) | 0x80));
        }
        buffer.putByte(offset + bytes - 1, (byte) (value >>> (7 * (bytes - 1)) & 0x7F));
    }
}
