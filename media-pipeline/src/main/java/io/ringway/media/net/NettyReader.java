package io.ringway.media.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Hands what a channel reads to the socket's ingress, in place; Netty's buffers go back at once.
 *
 * <p>Thread: the event loop.
 */
final class NettyReader extends ChannelInboundHandlerAdapter {

    private final CounterBlock counters;
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private volatile @Nullable DatagramIngress ingress;
    private boolean reading;

    NettyReader(CounterBlock loopCounters) {
        this.counters = loopCounters;
    }

    /** Names who takes what is read; before any reading. */
    void handTo(DatagramIngress reader) {
        ingress = reader;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        DatagramPacket packet = (DatagramPacket) message;
        DatagramIngress reader = ingress;
        try {
            if (reader != null) {
                if (!reading) {
                    reading = true;
                    reader.onReadBegin(System.nanoTime());
                }
                wrap(packet.content());
                reader.onReceived(view, view.capacity(), packet.sender());
            }
        } finally {
            packet.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        DatagramIngress reader = ingress;
        reading = false;
        if (reader != null) {
            reader.onReadEnd();
        }
    }

    /** Refused sends come back here: an unreachable peer must not cost more than a count. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        counters.increment(Counter.DROP_SEND_FAILED);
        DatagramIngress reader = ingress;
        if (reader != null) {
            reader.onRefused(cause.toString());
        }
    }

    private void wrap(ByteBuf datagram) {
        int length = datagram.readableBytes();
        if (datagram.hasMemoryAddress()) {
            view.wrap(datagram.memoryAddress() + datagram.readerIndex(), length);
        } else {
            // Its position is where the datagram begins; the rest may be a whole pool's chunk.
            ByteBuffer memory = datagram.internalNioBuffer(datagram.readerIndex(), length);
            view.wrap(memory, memory.position(), length);
        }
    }
}
