package io.ringway.signaling.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection whose peer may still be sending: closing at once would reset it, and the
 * reset would overtake our last answer (RFC 9112 §9.6). So our side ends first and the rest of what
 * comes is thrown away for a moment.
 */
final class LingeringClose {

    private static final int LINGER_MS = 1_000;

    private LingeringClose() {}

    /**
     * Starts closing; the caller's handler has to discard what still comes in. Thread: the event
     * loop.
     */
    static void begin(Channel channel) {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls != null) {
            tls.closeOutbound();
        } else if (channel instanceof DuplexChannel duplex) {
            duplex.shutdownOutput();
        }
        var timer =
                channel.eventLoop()
                        .schedule(() -> channel.close(), LINGER_MS, TimeUnit.MILLISECONDS);
        channel.closeFuture().addListener((ChannelFutureListener) done -> timer.cancel(false));
        channel.config().setAutoRead(true);
        channel.read();
    }
}
