package io.ringway.signaling.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Gives a request a fixed time from its first byte to its last, however slowly bytes dribble in,
 * and a silent connection a longer one. Sits before the HTTP codec, where single bytes are seen.
 * Thread: the event loop.
 */
final class ReadDeadline extends ChannelInboundHandlerAdapter {

    /** Fired when a request did not arrive in time. */
    enum Expired {
        REQUEST
    }

    private final long idleTimeoutMs;
    private final long requestTimeoutMs;
    private @Nullable ChannelHandlerContext context;
    private @Nullable Future<?> timer;
    private boolean awaitingFirstByte;

    ReadDeadline(HttpSettings settings) {
        this.idleTimeoutMs = settings.idleTimeoutMs();
        this.requestTimeoutMs = settings.requestTimeoutMs();
    }

    /** The last answer is out: wait for the next request. */
    void awaitRequest() {
        awaitingFirstByte = true;
        arm(idleTimeoutMs, false);
    }

    /** The request is complete: no limit on reading until {@link #awaitRequest}. */
    void requestComplete() {
        awaitingFirstByte = false;
        disarm();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        awaitRequest();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        disarm();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        disarm();
        ctx.fireChannelInactive();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (awaitingFirstByte) {
            awaitingFirstByte = false;
            arm(requestTimeoutMs, true);
        }
        ctx.fireChannelRead(message);
    }

    private void arm(long delayMs, boolean reading) {
        disarm();
        ChannelHandlerContext ctx = context;
        if (ctx != null) {
            timer =
                    ctx.executor()
                            .schedule(() -> expire(ctx, reading), delayMs, TimeUnit.MILLISECONDS);
        }
    }

    private void disarm() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private static void expire(ChannelHandlerContext ctx, boolean reading) {
        if (reading) {
            ctx.fireUserEventTriggered(Expired.REQUEST);
        } else {
            ctx.close();
        }
    }
}
