package io.ringway.signaling.sip.transport;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;

/** The threads all sockets of a stack are read on, and what kind of sockets these are. */
final class EventLoops implements AutoCloseable {

    private static final int MAX_LOOPS = 4;
    private static final int MAX_DATAGRAM_BYTES = 65_535;
    private static final long CLOSE_TIMEOUT_MS = 2_000;

    private final boolean epoll = Epoll.isAvailable();
    private final EventLoopGroup group;

    EventLoops() {
        IoHandlerFactory io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        int count = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MAX_LOOPS);
        group =
                new MultiThreadIoEventLoopGroup(
                        count, new DefaultThreadFactory("sip-loop", true), io);
    }

    EventLoopGroup group() {
        return group;
    }

    Channel datagramChannel(InetAddress address) {
        SocketProtocolFamily family =
                address instanceof Inet4Address
                        ? SocketProtocolFamily.INET
                        : SocketProtocolFamily.INET6;
        return epoll ? new EpollDatagramChannel(family) : new NioDatagramChannel(family);
    }

    /** Room for the largest datagram there is. */
    RecvByteBufAllocator datagramBuffers() {
        return new FixedRecvByteBufAllocator(MAX_DATAGRAM_BYTES);
    }

    Class<? extends DatagramChannel> datagramType() {
        return epoll ? EpollDatagramChannel.class : NioDatagramChannel.class;
    }

    Class<? extends SocketChannel> streamType() {
        return epoll ? EpollSocketChannel.class : NioSocketChannel.class;
    }

    Class<? extends ServerChannel> listenerType() {
        return epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    }

    Class<? extends Channel> connectionType() {
        return epoll ? EpollSocketChannel.class : NioSocketChannel.class;
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, CLOSE_TIMEOUT_MS, TimeUnit.MILLISECONDS).awaitUninterruptibly();
    }
}
