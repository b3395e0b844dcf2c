package io.ringway.signaling.sip.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.timeout.IdleStateEvent;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import java.nio.charset.StandardCharsets;

/**
 * A WebSocket on one of our own ports, or one that we opened: a frame, text or binary, is a message
 * (RFC 7118 §4.2); line ends alone are a keep-alive, answered when there are two as on other
 * connections.
 *
 * <p>Thread: the event loop of its connection.
 */
final class WebSocketReader extends SimpleChannelInboundHandler<WebSocketFrame> {

    static final byte[] PONG = "\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int PING_BYTES = 4;

    private final SipFlow flow;
    private final Intake intake;
    private final CounterBlock counters;

    WebSocketReader(SipFlow flow, Intake intake, CounterBlock counters) {
        this.flow = flow;
        this.intake = intake;
        this.counters = counters;
    }

    /** What carries one of our messages: text if it is UTF-8, as browsers then show it readably. */
    static WebSocketFrame frame(byte[] message) {
        ByteBuf bytes = Unpooled.wrappedBuffer(message);
        return ByteBufUtil.isText(bytes, StandardCharsets.UTF_8)
                ? new TextWebSocketFrame(bytes)
                : new BinaryWebSocketFrame(bytes);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        switch (frame) {
            case TextWebSocketFrame text -> onMessage(context, text.content());
            case BinaryWebSocketFrame binary -> onMessage(context, binary.content());
            case PingWebSocketFrame ping ->
                    context.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
            case CloseWebSocketFrame close ->
                    context.writeAndFlush(close.retain()).addListener(ChannelFutureListener.CLOSE);
            default -> {}
        }
    }

    private void onMessage(ChannelHandlerContext context, ByteBuf content) {
        if (content.forEachByte(b -> b == '\r' || b == '\n') >= 0) {
            intake.onMessage(ByteBufUtil.getBytes(content), flow);
            return;
        }
        counters.incrementShared(Counter.SIP_KEEP_ALIVES);
        if (content.readableBytes() == PING_BYTES) {
            context.writeAndFlush(frame(PONG));
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent idle) {
            switch (idle.state()) {
                case READER_IDLE -> context.close();
                case WRITER_IDLE -> context.writeAndFlush(new PingWebSocketFrame());
                case ALL_IDLE -> {}
            }
        }
    }

    /** A frame that is none, or one larger than a message may be. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        counters.incrementShared(Counter.DROP_SIP_UNREADABLE);
        context.close();
    }
}
