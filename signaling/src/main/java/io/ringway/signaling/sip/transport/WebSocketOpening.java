package io.ringway.signaling.sip.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.util.concurrent.Promise;
import io.ringway.media.AddressLiteral;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;

/**
 * The way out into SIP over WebSocket: we ask for an upgrade of {@code /} to the subprotocol {@code
 * sip} (RFC 7118 §4.1), as a client does, and messages may pass once it is granted.
 *
 * <p>Thread: the event loop of its connection.
 */
final class WebSocketOpening extends ChannelInboundHandlerAdapter {

    private final WebSocketReader reader;
    private final int maxMessageBytes;
    private final Promise<Channel> ready;

    private WebSocketOpening(WebSocketReader reader, int maxMessageBytes, Promise<Channel> ready) {
        this.reader = reader;
        this.maxMessageBytes = maxMessageBytes;
        this.ready = ready;
    }

    /**
     * Adds what asks and what reads then to a connection's handlers.
     *
     * @param host as it was named, for the Host header
     * @param ready done when messages may pass
     */
    static void addTo(
            ChannelPipeline pipeline,
            String host,
            SipFlow flow,
            WebSocketReader reader,
            SipLimits limits,
            Promise<Channel> ready) {
        WebSocketClientProtocolConfig asked =
                WebSocketClientProtocolConfig.newBuilder()
                        .webSocketUri(uri(host, flow))
                        .version(WebSocketVersion.V13)
                        .subprotocol(WebSocketHandshake.SUBPROTOCOL)
                        .allowExtensions(false)
                        .maxFramePayloadLength(limits.maxMessageBytes())
                        .handshakeTimeoutMillis(limits.connectTimeoutMs())
                        .dropPongFrames(true)
                        .build();
        pipeline.addLast(
                new HttpClientCodec(),
                new HttpObjectAggregator(StreamPipeline.MAX_HANDSHAKE_BYTES),
                new WebSocketClientProtocolHandler(asked),
                new WebSocketOpening(reader, limits.maxMessageBytes(), ready));
    }

    private static URI uri(String host, SipFlow flow) {
        InetSocketAddress remote = flow.remote();
        boolean literal = AddressLiteral.names(host, remote.getAddress());
        return URI.create(
                "%s://%s:%d/"
                        .formatted(
                                flow.transport().parameter(),
                                literal ? AddressLiteral.inUri(remote.getAddress()) : host,
                                remote.getPort()));
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
            context.pipeline()
                    .addLast(new WebSocketFrameAggregator(maxMessageBytes), reader)
                    .remove(this);
            ready.trySuccess(context.channel());
        } else if (event == ClientHandshakeStateEvent.HANDSHAKE_TIMEOUT) {
            ready.tryFailure(new IOException("no answer to the WebSocket's handshake"));
            context.close();
        } else {
            context.fireUserEventTriggered(event);
        }
    }

    /** Refused, or no HTTP at all. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        ready.tryFailure(cause);
        context.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        ready.tryFailure(new IOException("closed before the WebSocket was open"));
        context.fireChannelInactive();
    }
}
