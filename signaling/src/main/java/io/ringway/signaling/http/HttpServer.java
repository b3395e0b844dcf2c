package io.ringway.signaling.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.ringway.media.counters.CounterBlock;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The listening port and everything connected to it.
 *
 * <p>Thread: any. {@link #start} and {@link #close} block.
 */
public final class HttpServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final int MAX_LOOPS = 4;
    private static final int BACKLOG = 1_024;
    private static final long CLOSE_TIMEOUT_MS = 5_000;

    /** Fired through every pipeline when the server closes. */
    enum Closing {
        NOW
    }

    private final EventLoopGroup loops;
    private final Channel listener;
    private final ChannelGroup channels;
    private final ExchangeRunner runner;
    private final ConnectionInitializer initializer;

    private HttpServer(
            EventLoopGroup loops,
            Channel listener,
            ChannelGroup channels,
            ExchangeRunner runner,
            ConnectionInitializer initializer) {
        this.loops = loops;
        this.listener = listener;
        this.channels = channels;
        this.runner = runner;
        this.initializer = initializer;
    }

    /**
     * Listens.
     *
     * @param counters a block whose shared methods may be used
     * @throws IOException when the port is taken or the certificate unusable; the message says what
     *     to change
     */
    public static HttpServer start(HttpSettings settings, Router router, CounterBlock counters)
            throws IOException {
        SslContext tls = TlsContext.of(settings.tls());
        boolean epoll = Epoll.isAvailable();
        IoHandlerFactory io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        int count = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MAX_LOOPS);
        EventLoopGroup loops =
                new MultiThreadIoEventLoopGroup(
                        count, new DefaultThreadFactory("http-loop", true), io);
        ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
        ExchangeRunner runner = new ExchangeRunner(router, settings, counters);
        ConnectionInitializer initializer =
                new ConnectionInitializer(settings, tls, channels, runner);
        ChannelFuture bound =
                new ServerBootstrap()
                        .group(loops)
                        .channel(
                                epoll
                                        ? EpollServerSocketChannel.class
                                        : NioServerSocketChannel.class)
                        .option(ChannelOption.SO_BACKLOG, BACKLOG)
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childHandler(initializer)
                        .bind(new InetSocketAddress(settings.address(), settings.port()))
                        .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
            throw cannotListen(settings, bound.cause());
        }
        HttpServer server = new HttpServer(loops, bound.channel(), channels, runner, initializer);
        LOG.info(
                "listening address={} port={} tls={}",
                settings.address(),
                server.port(),
                tls != null);
        return server;
    }

    private static IOException cannotListen(HttpSettings settings, Throwable cause) {
        return new IOException(
                "cannot listen on "
                        + settings.address()
                        + " port "
                        + settings.port()
                        + ": "
                        + cause.getMessage()
                        + "; choose another address or port (0 takes a free port)",
                cause);
    }

    /** The port listened on, also when 0 was asked for. */
    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /** Connections being served now. */
    public int openConnections() {
        return initializer.openConnections();
    }

    /**
     * Stops listening, says goodbye to WebSockets and event streams, waits for handlers, frees
     * everything.
     */
    @Override
    public void close() {
        listener.close().awaitUninterruptibly();
        for (Channel channel : channels) {
            channel.pipeline().fireUserEventTriggered(Closing.NOW);
        }
        try {
            runner.close(CLOSE_TIMEOUT_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        channels.close().awaitUninterruptibly(CLOSE_TIMEOUT_MS);
        loops.shutdownGracefully(0, CLOSE_TIMEOUT_MS, TimeUnit.MILLISECONDS).awaitUninterruptibly();
    }
}
