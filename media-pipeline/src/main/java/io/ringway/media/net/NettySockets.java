package io.ringway.media.net;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.unix.UnixChannelOption;
import io.ringway.media.counters.CounterBlock;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * Sockets by Netty's channels: epoll with recvmmsg and sendmmsg where the system has it, NIO
 * elsewhere.
 *
 * @param epoll whether the event loops are epoll's
 * @param turns of the loops
 * @param loopCounters a block a loop
 */
record NettySockets(
        boolean epoll, List<EventLoop> loops, List<LoopTurn> turns, List<CounterBlock> loopCounters)
        implements UdpSockets {

    @Override
    public UdpSocket bind(int loop, InetAddress address, int port, Form form) throws IOException {
        CounterBlock counters = loopCounters.get(loop);
        ChannelFuture bound =
                bootstrap(loops.get(loop), address, form, counters)
                        .bind(new InetSocketAddress(address, port))
                        .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw bound.cause() instanceof IOException refused
                    ? refused
                    : new IOException(bound.cause());
        }
        return new NettySocket(bound.channel(), counters);
    }

    @Override
    public ShardEgress egress(CounterBlock shardCounters, int slots) {
        return new NettyEgress(loops, turns, loopCounters, shardCounters, slots);
    }

    @Override
    public String description() {
        return epoll ? "epoll, Netty's channels" : "NIO, as epoll is not available here";
    }

    private Bootstrap bootstrap(
            EventLoop loop, InetAddress address, Form form, CounterBlock counters) {
        Bootstrap bootstrap =
                new Bootstrap()
                        .group(loop)
                        .channelFactory(factory(address))
                        .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                        .option(ChannelOption.AUTO_READ, false)
                        .option(ChannelOption.SO_RCVBUF, form.receiveBytes())
                        .option(ChannelOption.SO_SNDBUF, form.sendBytes())
                        .option(
                                ChannelOption.WRITE_BUFFER_WATER_MARK,
                                new WriteBufferWaterMark(
                                        form.highWaterBytes() / 4, form.highWaterBytes()))
                        .option(
                                ChannelOption.RECVBUF_ALLOCATOR,
                                new BatchRecvAllocator(
                                        form.datagramsPerRead(),
                                        ReceivedDatagrams.MAX_DATAGRAM_BYTES,
                                        counters))
                        .handler(new NettyReader(counters));
        if (epoll) {
            bootstrap.option(
                    EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE,
                    ReceivedDatagrams.MAX_DATAGRAM_BYTES);
            bootstrap.option(UnixChannelOption.SO_REUSEPORT, form.reusePort());
        }
        return bootstrap;
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
