package io.ringway.media.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every media port does with what it reads: one clock reading a batch, each datagram counted
 * and classed by its first bytes; a bug in the handling of one costs no other one.
 *
 * <p>Thread: the socket's event loop.
 */
abstract sealed class DatagramIngress extends ChannelInboundHandlerAdapter
        permits UdpIngress, RtpIngress {

    private static final Logger log = LoggerFactory.getLogger(DatagramIngress.class);

    final CounterBlock counters;
    private long arrivalNs;
    private boolean batchOpen;
    private boolean errorLogged;

    DatagramIngress(CounterBlock loopCounters) {
        this.counters = loopCounters;
    }

    /** Takes a datagram of two bytes or more; it is released afterwards. */
    abstract void onDatagram(ChannelHandlerContext context, PacketKind kind, DatagramPacket packet);

    /** Everything that could be read at once has been. */
    abstract void onBatchEnd(ChannelHandlerContext context);

    /** Names the port in the log. */
    abstract String name();

    /** When the datagrams of this batch came. */
    final long arrivalNs() {
        return arrivalNs;
    }

    @Override
    public final void channelRead(ChannelHandlerContext context, Object message) {
        if (!batchOpen) {
            batchOpen = true;
            arrivalNs = System.nanoTime();
        }
        DatagramPacket packet = (DatagramPacket) message;
        try {
            classify(context, packet);
        } catch (RuntimeException | AssertionError | StackOverflowError e) {
            onError(e);
        } finally {
            packet.release();
        }
    }

    @Override
    public final void channelReadComplete(ChannelHandlerContext context) {
        batchOpen = false;
        onBatchEnd(context);
    }

    /** Refused sends come back here: an unreachable peer must not cost more than a count. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        counters.increment(Counter.DROP_SEND_FAILED);
    }

    private void classify(ChannelHandlerContext context, DatagramPacket packet) {
        ByteBuf bytes = packet.content();
        counters.increment(Counter.RX_PACKETS);
        counters.add(Counter.RX_BYTES, bytes.readableBytes());
        if (bytes.readableBytes() < 2) {
            counters.increment(Counter.DROP_TRUNCATED);
            return;
        }
        int first = bytes.getUnsignedByte(bytes.readerIndex());
        int second = bytes.getUnsignedByte(bytes.readerIndex() + 1);
        onDatagram(context, PacketKind.of(first, second), packet);
    }

    private void onError(Throwable error) {
        counters.increment(Counter.DROP_HANDLER_ERROR);
        if (!errorLogged) {
            errorLogged = true;
            log.error("{}: a datagram failed; going on", name(), error);
        }
    }
}
