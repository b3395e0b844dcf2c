package io.ringway.signaling.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.WriteTimeoutHandler;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Builds the pipeline of an accepted connection, in the order bytes pass through it. */
final class ConnectionInitializer extends ChannelInitializer<Channel> {

    static final String CODEC = "codec";
    static final String CONNECTION = "connection";

    private final HttpSettings settings;
    private final @Nullable SslContext tls;
    private final ConnectionGate gate;
    private final ConnectionGate refusals;
    private final ChannelGroup channels;
    private final ExchangeRunner runner;

    ConnectionInitializer(
            HttpSettings settings,
            @Nullable SslContext tls,
            ChannelGroup channels,
            ExchangeRunner runner) {
        this.settings = settings;
        this.tls = tls;
        this.gate = new ConnectionGate(settings.maxConnections());
        // Telling a few that we are full is polite; telling a flood costs as much as serving it.
        this.refusals = new ConnectionGate(Math.max(16, settings.maxConnections() / 16));
        this.channels = channels;
        this.runner = runner;
    }

    @Override
    protected void initChannel(Channel channel) {
        if (gate.tryEnter()) {
            channel.closeFuture().addListener(closed -> gate.leave());
            serve(channel);
        } else if (tls == null && refusals.tryEnter()) {
            channel.closeFuture().addListener(closed -> refusals.leave());
            channel.pipeline().addLast(new RefusedConnection());
        } else {
            channel.close();
        }
    }

    private void serve(Channel channel) {
        channels.add(channel);
        ChannelPipeline pipeline = channel.pipeline();
        if (tls != null) {
            SslHandler handler = tls.newHandler(channel.alloc());
            handler.setHandshakeTimeoutMillis(settings.requestTimeoutMs());
            pipeline.addLast(handler);
        }
        ReadDeadline deadline = new ReadDeadline(settings);
        pipeline.addLast(deadline);
        pipeline.addLast(new WriteTimeoutHandler(settings.writeTimeoutMs(), TimeUnit.MILLISECONDS));
        pipeline.addLast(CODEC, codec());
        pipeline.addLast(new MessageGate());
        pipeline.addLast(CONNECTION, new HttpConnection(settings, deadline, runner));
        channel.config().setAutoRead(false);
    }

    private HttpServerCodec codec() {
        return new HttpServerCodec(
                new HttpDecoderConfig()
                        .setMaxInitialLineLength(settings.maxHeaderBytes())
                        .setMaxHeaderSize(settings.maxHeaderBytes())
                        .setStrictLineParsing(true)
                        .setUseRfc9112TransferEncoding(true));
    }

    int openConnections() {
        return gate.open();
    }
}
