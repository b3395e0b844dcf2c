package io.ringway.signaling.sip.transport;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.netty.util.concurrent.ScheduledFuture;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The way into SIP over WebSocket: an upgrade on any path that offers the subprotocol {@code sip}
 * (RFC 7118 §4.1). Anything else is answered by 400 or 426 and closed.
 *
 * <p>Thread: the event loop of its connection.
 */
final class WebSocketHandshake extends SimpleChannelInboundHandler<FullHttpRequest> {

    static final String SUBPROTOCOL = "sip";

    private final StreamFlow flow;
    private final Intake intake;
    private final CounterBlock counters;
    private final SipLimits limits;
    private @Nullable ScheduledFuture<?> deadline;

    WebSocketHandshake(StreamFlow flow, Intake intake, CounterBlock counters, SipLimits limits) {
        this.flow = flow;
        this.intake = intake;
        this.counters = counters;
        this.limits = limits;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        deadline =
                context.executor()
                        .schedule(
                                () -> tooSlow(context),
                                limits.messageTimeoutMs(),
                                TimeUnit.MILLISECONDS);
    }

    private void tooSlow(ChannelHandlerContext context) {
        counters.incrementShared(Counter.DROP_SIP_SLOW_SENDER);
        context.close();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        if (deadline != null) {
            deadline.cancel(false);
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        if (!request.decoderResult().isSuccess()) {
            refuse(context, HttpResponseStatus.BAD_REQUEST, "this is not HTTP");
        } else if (!offersSip(request)) {
            refuse(
                    context,
                    HttpResponseStatus.BAD_REQUEST,
                    "this is SIP over WebSocket: Sec-WebSocket-Protocol must offer sip");
        } else {
            upgrade(context, request);
        }
    }

    private static boolean offersSip(FullHttpRequest request) {
        for (String value : request.headers().getAll(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL)) {
            if (namesSip(value)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a list of subprotocols has ours in it. */
    static boolean namesSip(String list) {
        for (String name : list.split(",")) {
            if (name.trim().equalsIgnoreCase(SUBPROTOCOL)) {
                return true;
            }
        }
        return false;
    }

    private void upgrade(ChannelHandlerContext context, FullHttpRequest request) {
        WebSocketDecoderConfig frames =
                WebSocketDecoderConfig.newBuilder()
                        .maxFramePayloadLength(limits.maxMessageBytes())
                        .allowExtensions(false)
                        .build();
        WebSocketServerHandshaker handshaker =
                new WebSocketServerHandshakerFactory(request.uri(), SUBPROTOCOL, frames)
                        .newHandshaker(request);
        if (handshaker == null) {
            WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(context.channel())
                    .addListener(ChannelFutureListener.CLOSE);
            return;
        }
        counters.incrementShared(Counter.WEBSOCKETS_OPENED);
        handshaker.handshake(context.channel(), request);
        context.pipeline()
                .addLast(
                        new WebSocketFrameAggregator(limits.maxMessageBytes()),
                        new WebSocketReader(flow, intake, counters));
        context.pipeline().remove(this);
    }

    private static void refuse(
            ChannelHandlerContext context, HttpResponseStatus status, String why) {
        FullHttpResponse response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        status,
                        Unpooled.copiedBuffer(why + "\n", StandardCharsets.US_ASCII));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
                .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes());
        context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        counters.incrementShared(Counter.DROP_SIP_UNREADABLE);
        context.close();
    }
}
