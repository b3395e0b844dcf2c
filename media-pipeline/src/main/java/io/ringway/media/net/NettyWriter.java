package io.ringway.media.net;

import io.ringway.media.counters.CounterBlock;
import java.net.InetSocketAddress;
import org.agrona.DirectBuffer;

/** Writes to Netty's channels. Thread: their event loop. */
final class NettyWriter extends EgressWriter {

    NettyWriter(CounterBlock loopCounters) {
        super(loopCounters);
    }

    @Override
    void write(UdpSocket socket, DirectBuffer bytes, int length, InetSocketAddress remote) {
        ((NettySocket) socket).write(bytes, length, remote);
    }

    @Override
    void flush(UdpSocket socket) {
        ((NettySocket) socket).flush();
    }
}
