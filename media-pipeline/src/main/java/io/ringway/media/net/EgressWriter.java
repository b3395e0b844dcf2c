package io.ringway.media.net;

import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import java.net.InetSocketAddress;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Writes what an {@link EgressQueue} holds, by as few system calls as its sockets can: those in a
 * row of one socket together. A socket whose buffer is full drops instead of queueing without
 * bound.
 *
 * <p>Thread: the one that empties the queue.
 */
abstract sealed class EgressWriter permits NativeEgress, NettyWriter {

    private final CounterBlock counters;
    private @Nullable UdpSocket unflushed;

    /**
     * @param counters of the thread that writes
     */
    EgressWriter(CounterBlock counters) {
        this.counters = counters;
    }

    /** Takes a datagram, whose bytes stay as they are until {@link #flush()}. */
    final void write(EgressPacket packet) {
        UdpSocket socket = packet.socket;
        InetSocketAddress to = packet.release();
        if (socket == null || to == null) {
            return;
        }
        if (socket != unflushed) {
            flushSocket();
            unflushed = socket;
        }
        write(socket, packet.bytes, packet.length, to);
    }

    /** Sends all that was taken; once for what waited in a queue. */
    final void flush() {
        flushSocket();
        counters.increment(Counter.TX_BATCHES);
    }

    abstract void write(UdpSocket socket, DirectBuffer bytes, int length, InetSocketAddress remote);

    abstract void flush(UdpSocket socket);

    private void flushSocket() {
        UdpSocket socket = unflushed;
        if (socket != null) {
            unflushed = null;
            flush(socket);
        }
    }
}
