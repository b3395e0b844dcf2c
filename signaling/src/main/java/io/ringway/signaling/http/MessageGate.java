package io.ringway.signaling.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;

/**
 * Lets one message through for each read asked for. A codec makes many messages of one buffer;
 * those nobody has asked for yet wait here, at most a receive buffer's worth of them, and meanwhile
 * the socket is not read. (Netty's FlowControlHandler stalls when reads are asked for from within a
 * delivery.) Thread: the event loop.
 */
final class MessageGate extends ChannelDuplexHandler {

    private final ArrayDeque<Object> waiting = new ArrayDeque<>();
    private boolean wanted;
    private boolean delivering;

    @Override
    public void read(ChannelHandlerContext ctx) {
        wanted = true;
        deliver(ctx);
        if (wanted && waiting.isEmpty()) {
            ctx.read();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        waiting.add(message);
        deliver(ctx);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }

    private void deliver(ChannelHandlerContext ctx) {
        if (delivering) {
            // The loop below, further up this stack, goes on.
            return;
        }
        delivering = true;
        try {
            while (wanted && !waiting.isEmpty()) {
                wanted = false;
                ctx.fireChannelRead(waiting.poll());
            }
        } finally {
            delivering = false;
        }
    }
}
