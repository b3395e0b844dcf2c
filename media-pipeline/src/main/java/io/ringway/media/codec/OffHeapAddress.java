package io.ringway.media.codec;

import org.agrona.DirectBuffer;

/** Checked absolute addresses for native calls. */
final class OffHeapAddress {

    private OffHeapAddress() {}

    /**
     * Address of a stretch of an off-heap buffer.
     *
     * @throws IndexOutOfBoundsException when the stretch is not within the buffer: C would not
     *     notice
     * @throws IllegalArgumentException when the buffer is on the heap, where nothing has an address
     */
    static long of(DirectBuffer buffer, int offset, int length) {
        if ((offset | length) < 0 || offset + length > buffer.capacity() || offset + length < 0) {
            throw new IndexOutOfBoundsException(
                    "offset "
                            + offset
                            + " and length "
                            + length
                            + " leave a buffer of "
                            + buffer.capacity());
        }
        if (buffer.byteArray() != null) {
            throw new IllegalArgumentException("a native codec needs an off-heap buffer");
        }
        return buffer.addressOffset() + offset;
    }
}
