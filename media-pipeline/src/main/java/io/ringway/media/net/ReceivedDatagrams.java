package io.ringway.media.net;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Room that an event loop receives datagrams into, by one system call many; valid until the next
 * call. Handing them on means copying them: a few nanoseconds beside the system call's, while
 * memory lent to a ring would have to come back in order.
 *
 * <p>Thread: the event loop.
 */
final class ReceivedDatagrams {

    /** Largest datagram taken whole. */
    static final int MAX_DATAGRAM_BYTES = 2_048;

    private final SocketCalls calls;
    private final MessageHeaders headers;
    private final UnsafeBuffer[] datagrams;
    private int used;

    ReceivedDatagrams(int count, SocketCalls calls) {
        this.calls = calls;
        this.headers = new MessageHeaders(count);
        this.datagrams = new UnsafeBuffer[count];
        ByteBuffer memory = BufferUtil.allocateDirectAligned(count * MAX_DATAGRAM_BYTES, 4_096);
        for (int i = 0; i < count; i++) {
            datagrams[i] = new UnsafeBuffer(memory, i * MAX_DATAGRAM_BYTES, MAX_DATAGRAM_BYTES);
            headers.point(i, datagrams[i].addressOffset(), MAX_DATAGRAM_BYTES);
            headers.gather(i, i, 1);
        }
        this.used = count;
    }

    /**
     * Receives what waits, up to a number.
     *
     * @return how many datagrams came, or an errno as a negative number
     */
    int receive(int fd, int max) {
        // The kernel overwrites the lengths of what it fills, and only those.
        for (int i = 0; i < used; i++) {
            headers.nameLength(i, SocketAddresses.MAX_BYTES);
        }
        int received = calls.receiveMany(fd, headers.address(0), Math.min(max, datagrams.length));
        used = Math.max(0, received);
        return received;
    }

    /** Receives one datagram, by a simpler system call than many. */
    int receiveOne(int fd) {
        headers.nameLength(0, SocketAddresses.MAX_BYTES);
        int length =
                calls.receive(
                        fd,
                        datagrams[0].addressOffset(),
                        MAX_DATAGRAM_BYTES,
                        headers.nameAddress(0),
                        headers.nameLengthAddress(0));
        if (length < 0) {
            return length;
        }
        headers.received(0, length, MAX_DATAGRAM_BYTES);
        used = Math.max(1, used);
        return 1;
    }

    /** A datagram, from offset 0 on. */
    UnsafeBuffer bytes(int index) {
        return datagrams[index];
    }

    int length(int index) {
        return headers.length(index);
    }

    /** Whether a datagram was longer than {@link #MAX_DATAGRAM_BYTES}, its end being lost. */
    boolean truncated(int index) {
        return headers.truncated(index);
    }

    InetSocketAddress source(int index, SourceNames names) {
        return names.of(headers.memory(), headers.name(index));
    }
}
