package io.ringway.signaling.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;

/** One connection too many: says so without reading a byte, and leaves. Thread: the event loop. */
final class RefusedConnection extends ChannelInboundHandlerAdapter {

    private static final String DETAIL =
            "{\"type\":\"about:blank\",\"title\":\"Service Unavailable\",\"status\":503,"
                    + "\"code\":\"too-many-connections\",\"detail\":\"max-connections are open; try again later\"}";

    private static final byte[] ANSWER =
            ("HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nRetry-After: 5\r\n"
                            + "Content-Type: application/problem+json\r\nContent-Length: "
                            + DETAIL.length()
                            + "\r\n\r\n"
                            + DETAIL)
                    .getBytes(StandardCharsets.US_ASCII);

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        ctx.writeAndFlush(Unpooled.wrappedBuffer(ANSWER))
                .addListener(written -> LingeringClose.begin(ctx.channel()));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
