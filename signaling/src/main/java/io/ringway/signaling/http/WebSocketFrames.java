package io.ringway.signaling.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.DecoderException;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event loop's end of a WebSocket: joins frames, answers pings, keeps the connection alive and
 * reads on only while the inbox has room. Thread: the event loop.
 */
final class WebSocketFrames extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(WebSocketFrames.class);
    private static final int GOING_AWAY = 1001;
    private static final int PROTOCOL_ERROR = 1002;
    private static final int NO_STATUS = 1005;

    private final WebSocketSettings settings;
    private final WebSocketConnection connection;
    private final MessageAssembler messages;
    private @Nullable Future<?> keepAlive;
    private long lastHeardNs = System.nanoTime();

    WebSocketFrames(WebSocketSettings settings, WebSocketConnection connection) {
        this.settings = settings;
        this.connection = connection;
        this.messages = new MessageAssembler(settings.maxMessageBytes());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        long intervalMs = settings.pingIntervalMs();
        keepAlive =
                ctx.executor()
                        .scheduleAtFixedRate(
                                () -> keepAlive(ctx),
                                intervalMs,
                                intervalMs,
                                TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        stopKeepAlive();
        connection.closed(1006, "connection lost");
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        lastHeardNs = System.nanoTime();
        if (!(message instanceof Frame frame)) {
            // Bytes sent before the upgrade was answered were parsed as HTTP.
            ReferenceCountUtil.release(message);
            fail(ctx, "nothing may be sent before the upgrade is answered");
            return;
        }
        switch (frame.opcode()) {
            case Frame.PING ->
                    // Reading on only once the pong is out keeps a flood of pings from filling our
                    // memory.
                    ctx.writeAndFlush(Frame.encode(Frame.PONG, frame.payload()))
                            .addListener(sent -> ctx.read());
            case Frame.PONG -> ctx.read();
            case Frame.CLOSE -> closedByPeer(ctx, frame);
            default -> data(ctx, frame);
        }
    }

    private void data(ChannelHandlerContext ctx, Frame frame) {
        if (!messages.expects(frame)) {
            fail(ctx, "a message began inside another, or a continuation outside of one");
            return;
        }
        SocketEvent event = messages.add(frame);
        if (event == null || connection.deliver(event)) {
            ctx.read();
        }
    }

    private void closedByPeer(ChannelHandlerContext ctx, Frame frame) {
        int code = frame.closeCode();
        boolean first = connection.closed(code, frame.closeReason());
        end(ctx, first, code == NO_STATUS ? 1000 : code, "");
    }

    private void fail(ChannelHandlerContext ctx, String reason) {
        end(ctx, connection.closed(PROTOCOL_ERROR, reason), PROTOCOL_ERROR, reason);
    }

    /**
     * @param first whether nobody has said goodbye yet: nothing may follow a close frame, not even
     *     another one (RFC 6455 §5.5.1), and whoever sent ours closes the connection behind it
     */
    private void end(ChannelHandlerContext ctx, boolean first, int code, String reason) {
        stopKeepAlive();
        if (first) {
            ctx.writeAndFlush(Frame.encodeClose(code, reason))
                    .addListener(sent -> LingeringClose.begin(ctx.channel()));
        }
    }

    private void keepAlive(ChannelHandlerContext ctx) {
        long silentMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastHeardNs);
        if (connection.inboxFull()) {
            // We are not reading: its pongs may be waiting unread.
            lastHeardNs = System.nanoTime();
        } else if (silentMs > settings.pongTimeoutMs()) {
            LOG.info(
                    "websocket timed out remote={} silentMs={}",
                    ctx.channel().remoteAddress(),
                    silentMs);
            connection.closed(1006, "nothing heard for " + silentMs + " ms");
            ctx.close();
        } else {
            ctx.writeAndFlush(Frame.encode(Frame.PING, new byte[0]));
        }
    }

    private void stopKeepAlive() {
        if (keepAlive != null) {
            keepAlive.cancel(false);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == HttpServer.Closing.NOW) {
            String reason = "the server is shutting down";
            end(ctx, connection.closed(GOING_AWAY, reason), GOING_AWAY, reason);
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        Throwable root =
                cause instanceof DecoderException && cause.getCause() != null
                        ? cause.getCause()
                        : cause;
        if (root instanceof CorruptedFrameException corrupt) {
            fail(ctx, String.valueOf(corrupt.getMessage()));
        } else {
            LOG.debug("websocket lost remote={}", ctx.channel().remoteAddress(), cause);
            ctx.close();
        }
    }
}
