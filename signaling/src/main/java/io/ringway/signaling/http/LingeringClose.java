package io.ringway.signaling.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection whose peer may still be sending: closing at once would reset it, and the
 * reset would overtake our last answer (RFC 9112 §9.6). So our side ends first and the rest of what
 * comes is thrown away for a moment.
 */
final class LingeringClose {

    private static final int LINGER_MS = 1_000;

    private LingeringClose() {}

    /** Starts closing; whatever still comes in is thrown away unread. Thread: the event loop. */
    static void begin(Channel channel) {
        if (!channel.isActive() || channel.pipeline().get(Discard.class) != null) {
            return;
        }
        channel.pipeline().addFirst(new Discard());
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls != null) {
            tls.closeOutbound();
        } else if (channel instanceof DuplexChannel duplex) {
            duplex.shutdownOutput();
        }
        var timer =
                channel.eventLoop()
                        .schedule(() -> channel.close(), LINGER_MS, TimeUnit.MILLISECONDS);
        channel.closeFuture().addListener(done -> timer.cancel(false));
        channel.config().setAutoRead(true);
    }

    private static final class Discard extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ReferenceCountUtil.release(message);
        }
    }
}
