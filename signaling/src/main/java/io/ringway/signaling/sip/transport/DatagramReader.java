package io.ringway.signaling.sip.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;

/**
 * A datagram is a message, or a keep-alive that wants no answer: empty, or line ends only (RFC 3261
 * §7.5, RFC 5626 §4.4.2 asks for STUN instead of answering them).
 *
 * <p>Thread: the event loop of its socket.
 */
@Sharable
final class DatagramReader extends SimpleChannelInboundHandler<DatagramPacket> {

    private final Intake intake;
    private final CounterBlock counters;

    DatagramReader(Intake intake, CounterBlock counters) {
        this.intake = intake;
        this.counters = counters;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
        ByteBuf content = packet.content();
        if (content.forEachByte(b -> b == '\r' || b == '\n' || b == 0) < 0) {
            counters.incrementShared(Counter.SIP_KEEP_ALIVES);
            return;
        }
        intake.onMessage(
                ByteBufUtil.getBytes(content),
                new DatagramFlow(context.channel(), packet.sender()));
    }

    /** An ICMP error of an earlier datagram, mostly: what was sent is told by its transaction. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        counters.incrementShared(Counter.DROP_SIP_SEND_FAILED);
    }
}
