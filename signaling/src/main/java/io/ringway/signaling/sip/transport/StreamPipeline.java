package io.ringway.signaling.sip.transport;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import io.ringway.media.counters.CounterBlock;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What a connection's bytes pass, by transport. Thread: event loops. */
final class StreamPipeline {

    static final int MAX_HANDSHAKE_BYTES = 8_192;

    private final Intake intake;
    private final Refusals refusals;
    private final CounterBlock counters;
    private final SipLimits limits;
    private final @Nullable TlsContexts tls;

    /**
     * @param tls null when no encrypted transport is on
     */
    StreamPipeline(
            Intake intake,
            Refusals refusals,
            CounterBlock counters,
            SipLimits limits,
            @Nullable TlsContexts tls) {
        this.intake = intake;
        this.refusals = refusals;
        this.counters = counters;
        this.limits = limits;
        this.tls = tls;
    }

    /** Sets up a connection that came in. */
    StreamFlow accept(SipTransport transport, Channel channel, InetSocketAddress remote) {
        ChannelPipeline pipeline = channel.pipeline();
        Future<Channel> ready = channel.eventLoop().newSucceededFuture(channel);
        if (transport.isSecure()) {
            SslHandler handler = tls().serverHandler(channel.alloc());
            pipeline.addLast(handler);
            ready = handler.handshakeFuture();
        }
        pipeline.addLast(new IdleStateHandler(limits.idleTimeoutMs(), 0, 0, TimeUnit.MILLISECONDS));
        InetSocketAddress local = (InetSocketAddress) channel.localAddress();
        if (!transport.isWebSocket()) {
            StreamFlow flow =
                    StreamFlow.theirs(transport, local, remote, ready, Unpooled::wrappedBuffer);
            pipeline.addLast(new StreamReader(flow, intake, refusals, counters, limits));
            return flow;
        }
        StreamFlow flow =
                StreamFlow.theirs(transport, local, remote, ready, WebSocketReader::frame);
        pipeline.addLast(
                new HttpServerCodec(),
                new HttpObjectAggregator(MAX_HANDSHAKE_BYTES),
                new WebSocketHandshake(flow, intake, counters, limits));
        return flow;
    }

    /**
     * Sets up a connection we open.
     *
     * @param host whose certificate it must show, if it is encrypted
     * @param ready done here when TLS or the WebSocket has been agreed; for plain TCP, whoever
     *     connects does it
     */
    ChannelInitializer<Channel> outgoing(
            SipTransport transport, StreamFlow flow, String host, Promise<Channel> ready) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                connectThrough(channel, transport, flow, host, ready);
            }
        };
    }

    private void connectThrough(
            Channel channel,
            SipTransport transport,
            StreamFlow flow,
            String host,
            Promise<Channel> ready) {
        if (transport.isSecure()) {
            SslHandler handler =
                    tls().clientHandler(channel.alloc(), host, flow.remote().getPort());
            channel.pipeline().addLast(handler);
            handler.handshakeFuture()
                    .addListener(
                            done -> {
                                if (!done.isSuccess()) {
                                    ready.tryFailure(done.cause());
                                } else if (!transport.isWebSocket()) {
                                    ready.trySuccess(channel);
                                }
                            });
        }
        channel.pipeline()
                .addLast(
                        new IdleStateHandler(
                                limits.idleTimeoutMs(),
                                limits.keepAliveMs(),
                                0,
                                TimeUnit.MILLISECONDS));
        if (transport.isWebSocket()) {
            WebSocketReader reader = new WebSocketReader(flow, intake, counters);
            WebSocketOpening.addTo(channel.pipeline(), host, flow, reader, limits, ready);
        } else {
            channel.pipeline().addLast(new StreamReader(flow, intake, refusals, counters, limits));
        }
    }

    private TlsContexts tls() {
        if (tls == null) {
            throw new IllegalStateException("TLS is off");
        }
        return tls;
    }
}
