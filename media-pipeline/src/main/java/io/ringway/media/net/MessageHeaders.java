package io.ringway.media.net;

import java.nio.ByteBuffer;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * An array of struct mmsghdr of 64-bit Linux, with room for an address and an ancillary message
 * each, and an array of struct iovec to point from.
 *
 * <p>Thread: one at a time.
 */
public final class MessageHeaders {

    private static final int HEADER_BYTES = 64;
    private static final int VECTOR_BYTES = 16;
    private static final int NAME_BYTES = SocketAddresses.MAX_BYTES;
    private static final int CONTROL_BYTES = 32;

    private static final int NAME = 0;
    private static final int NAME_LENGTH = 8;
    private static final int VECTORS = 16;
    private static final int VECTOR_COUNT = 24;
    private static final int CONTROL = 32;
    private static final int CONTROL_LENGTH = 40;
    private static final int FLAGS = 48;
    private static final int LENGTH = 56;

    /** MSG_TRUNC: the datagram was longer than its room. */
    private static final int TRUNCATED = 0x20;

    private final UnsafeBuffer memory;
    private final int vectors;
    private final int names;
    private final int controls;

    /** Makes {@code count} empty messages and as many vectors. */
    public MessageHeaders(int count) {
        this.vectors = count * HEADER_BYTES;
        this.names = vectors + count * VECTOR_BYTES;
        this.controls = names + count * NAME_BYTES;
        ByteBuffer room =
                BufferUtil.allocateDirectAligned(
                        controls + count * CONTROL_BYTES, BitUtil.CACHE_LINE_LENGTH);
        this.memory = new UnsafeBuffer(room);
        for (int i = 0; i < count; i++) {
            memory.putLong(i * HEADER_BYTES + NAME, nameAddress(i));
        }
    }

    /** Where the array is. */
    public long address(int message) {
        return memory.addressOffset() + (long) message * HEADER_BYTES;
    }

    /** Points a vector at bytes. */
    public void point(int vector, long address, int length) {
        memory.putLong(vectors + vector * VECTOR_BYTES, address);
        memory.putLong(vectors + vector * VECTOR_BYTES + 8, length);
    }

    /** Makes a message consist of vectors. */
    public void gather(int message, int firstVector, int count) {
        int header = message * HEADER_BYTES;
        memory.putLong(
                header + VECTORS,
                memory.addressOffset() + vectors + (long) firstVector * VECTOR_BYTES);
        memory.putLong(header + VECTOR_COUNT, count);
    }

    /** Says how long a message's address is; for receiving, how long it may be. */
    public void nameLength(int message, int length) {
        memory.putInt(message * HEADER_BYTES + NAME_LENGTH, length);
    }

    int nameLength(int message) {
        return memory.getInt(message * HEADER_BYTES + NAME_LENGTH);
    }

    long nameLengthAddress(int message) {
        return address(message) + NAME_LENGTH;
    }

    /** Notes what a call that knows nothing of headers has received. */
    void received(int message, int length, int roomBytes) {
        memory.putInt(message * HEADER_BYTES + LENGTH, Math.min(length, roomBytes));
        memory.putInt(message * HEADER_BYTES + FLAGS, length > roomBytes ? TRUNCATED : 0);
    }

    /** Bytes received into a message. */
    public int length(int message) {
        return memory.getInt(message * HEADER_BYTES + LENGTH);
    }

    /** Whether a received datagram was longer than its room. */
    boolean truncated(int message) {
        return (memory.getInt(message * HEADER_BYTES + FLAGS) & TRUNCATED) != 0;
    }

    /** The memory all of this lies in; addresses are at {@link #name}. */
    UnsafeBuffer memory() {
        return memory;
    }

    /** Where in the memory a message's address lies. */
    int name(int message) {
        return names + message * NAME_BYTES;
    }

    long nameAddress(int message) {
        return memory.addressOffset() + name(message);
    }

    /** Has the kernel cut a message into datagrams of that size (UDP_SEGMENT). */
    void segment(int message, int segmentBytes) {
        int control = controls + message * CONTROL_BYTES;
        memory.putLong(control, SEGMENT_CONTROL_LENGTH);
        memory.putInt(control + 8, SOL_UDP);
        memory.putInt(control + 12, UDP_SEGMENT);
        memory.putShort(control + 16, (short) segmentBytes);
        int header = message * HEADER_BYTES;
        memory.putLong(header + CONTROL, memory.addressOffset() + control);
        memory.putLong(header + CONTROL_LENGTH, 24);
    }

    /** Has the kernel send a message as one datagram. */
    void whole(int message) {
        memory.putLong(message * HEADER_BYTES + CONTROL, 0);
        memory.putLong(message * HEADER_BYTES + CONTROL_LENGTH, 0);
    }

    /** Of struct cmsghdr with the two bytes of a segment's size. */
    private static final int SEGMENT_CONTROL_LENGTH = 18;

    private static final int SOL_UDP = 17;
    private static final int UDP_SEGMENT = 103;
}
