package io.ringway.media.net;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.unix.UnixChannelOption;
import io.ringway.media.counters.CounterBlock;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Binds UDP sockets: epoll with recvmmsg where the system has it, NIO elsewhere. Reading is off
 * until it is asked for.
 *
 * @param epoll whether the event loops are epoll's
 */
record DatagramChannels(boolean epoll) {

    /** Largest datagram read; a longer one is cut off by the kernel. */
    static final int MAX_DATAGRAM_BYTES = 2_048;

    /**
     * How one socket is to be.
     *
     * @param datagramsPerRead datagrams one receive call may return
     * @param bufferBytes wanted size of the kernel's receive and send buffers
     * @param highWaterBytes unsent bytes from which on it takes no more
     * @param reusePort whether others may bind the port too
     */
    record Form(int datagramsPerRead, int bufferBytes, int highWaterBytes, boolean reusePort) {}

    /**
     * Begins to bind a socket.
     *
     * @param handler first of its pipeline
     */
    ChannelFuture bind(
            EventLoop loop,
            InetAddress address,
            int port,
            Form form,
            CounterBlock loopCounters,
            ChannelHandler handler) {
        Bootstrap bootstrap =
                new Bootstrap()
                        .group(loop)
                        .channelFactory(factory(address))
                        .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                        .option(ChannelOption.AUTO_READ, false)
                        .option(ChannelOption.SO_RCVBUF, form.bufferBytes())
                        .option(ChannelOption.SO_SNDBUF, form.bufferBytes())
                        .option(
                                ChannelOption.WRITE_BUFFER_WATER_MARK,
                                new WriteBufferWaterMark(
                                        form.highWaterBytes() / 4, form.highWaterBytes()))
                        .option(
                                ChannelOption.RECVBUF_ALLOCATOR,
                                new BatchRecvAllocator(
                                        form.datagramsPerRead(), MAX_DATAGRAM_BYTES, loopCounters))
                        .handler(handler);
        if (epoll) {
            bootstrap.option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, MAX_DATAGRAM_BYTES);
            bootstrap.option(UnixChannelOption.SO_REUSEPORT, form.reusePort());
        }
        return bootstrap.bind(new InetSocketAddress(address, port));
    }

    private ChannelFactory<Channel> factory(InetAddress address) {
        SocketProtocolFamily family =
                address instanceof Inet6Address
                        ? SocketProtocolFamily.INET6
                        : SocketProtocolFamily.INET;
        return epoll
                ? () -> new EpollDatagramChannel(family)
                : () -> new NioDatagramChannel(family);
    }
}
