package io.ringway.media.segment;

import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.ChannelException;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.epoll.Epoll;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollIoHandler;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.unix.RawUnixChannelOption;
import io.grpc.netty.shaded.io.netty.util.concurrent.DefaultThreadFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sockets to a speech service: one thread that reads and writes them, and TCP's congestion
 * control, which decides when the kernel sends what was written. Where there is no epoll, gRPC's
 * own sockets are used.
 */
final class SpeechSockets implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SpeechSockets.class);

    /**
     * IPPROTO_TCP and TCP_CONGESTION of Linux, and TCP_CA_NAME_MAX: names are padded with zeros.
     */
    static final RawUnixChannelOption CONGESTION_CONTROL =
            new RawUnixChannelOption("TCP_CONGESTION", 6, 13, 16);

    private final byte[] congestionControl;
    private final @Nullable EventLoopGroup group;
    private final AtomicBoolean refused = new AtomicBoolean();

    /**
     * @param congestionControl name of one the kernel has; empty leaves it to the kernel
     */
    SpeechSockets(String congestionControl) {
        this.congestionControl = congestionControl.getBytes(StandardCharsets.US_ASCII);
        group =
                Epoll.isAvailable()
                        ? new MultiThreadIoEventLoopGroup(
                                1,
                                new DefaultThreadFactory("speech-loop", true),
                                EpollIoHandler.newFactory())
                        : null;
    }

    /** Has connections of this builder's channel use them. */
    void applyTo(NettyChannelBuilder builder) {
        if (group != null) {
            builder.eventLoopGroup(group).channelFactory(this::open);
        }
    }

    /** A socket that is not connected yet. */
    EpollSocketChannel open() {
        EpollSocketChannel socket = new EpollSocketChannel();
        if (congestionControl.length > 0) {
            ByteBuffer name = ByteBuffer.allocate(CONGESTION_CONTROL.length());
            try {
                socket.config().setOption(CONGESTION_CONTROL, name.put(congestionControl).rewind());
            } catch (ChannelException e) {
                if (!refused.getAndSet(true)) {
                    LOG.warn(
                            "speech-congestion-control: the kernel does not give {} ({}); name one"
                                    + " of net.ipv4.tcp_allowed_congestion_control, or none",
                            new String(congestionControl, StandardCharsets.US_ASCII),
                            String.valueOf(e.getMessage()));
                }
            }
        }
        return socket;
    }

    /** Ends the thread; connections should have ended before. */
    @Override
    public void close() {
        if (group != null) {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        }
    }
}
