package io.ringway.media.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.socket.DatagramPacket;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import java.net.InetSocketAddress;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** One slot of an {@link EgressQueue}: room for a sealed datagram and where it goes. */
final class EgressPacket {

    final UnsafeBuffer bytes = new UnsafeBuffer(0, 0);
    int length;
    @Nullable InetSocketAddress remote;
    @Nullable SendWindow window;

    /** By which socket, where a queue serves many. */
    @Nullable Channel channel;

    /**
     * Writes the datagram, unless the slot is empty or the socket's buffer full, and lets go of
     * everything. On the socket's event loop.
     */
    void writeTo(Channel socket, CounterBlock counters) {
        InetSocketAddress to = remote;
        if (to == null) {
            return;
        }
        remote = null;
        channel = null;
        if (window != null) {
            window.written();
            window = null;
        }
        if (!socket.isWritable()) {
            counters.increment(Counter.DROP_EGRESS_QUEUE);
            return;
        }
        ByteBuf datagram = socket.alloc().directBuffer(length);
        bytes.getBytes(0, datagram.internalNioBuffer(0, length), length);
        datagram.writerIndex(length);
        socket.write(new DatagramPacket(datagram, to), socket.voidPromise());
        counters.increment(Counter.TX_PACKETS);
        counters.add(Counter.TX_BYTES, length);
    }
}
