package io.ringway.media.srtp;

import org.agrona.DirectBuffer;

/**
 * The checks before native code gets addresses. Agrona's own can be switched off, these cannot: a
 * wrong length must be an exception and not a crash.
 */
final class BufferBounds {

    private BufferBounds() {}

    /**
     * @throws IndexOutOfBoundsException when a range exceeds its buffer
     * @throws IllegalArgumentException when a buffer is on the heap
     */
    static void check(
            DirectBuffer in,
            int offset,
            int length,
            DirectBuffer out,
            int outOffset,
            int outLength) {
        in.boundsCheck(offset, length);
        out.boundsCheck(outOffset, outLength);
        if (in.byteArray() != null || out.byteArray() != null) {
            throw new IllegalArgumentException("SRTP buffers must be off-heap");
        }
    }
}
