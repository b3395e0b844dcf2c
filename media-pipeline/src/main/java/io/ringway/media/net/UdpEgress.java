package io.ringway.media.net;

import com.lmax.disruptor.EventPoller;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.socket.DatagramPacket;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import java.net.InetSocketAddress;

/**
 * Writes what the shards have sealed: all that waits in one task, then one flush, which Netty turns
 * into sendmmsg. A socket whose buffer is full drops instead of queueing without bound.
 *
 * <p>Thread: the socket's event loop, but for {@link #execute}.
 */
final class UdpEgress {

    private final Channel channel;
    private final CounterBlock counters;
    private final EventPoller.Handler<EgressPacket> write = this::write;

    UdpEgress(Channel channel, CounterBlock loopCounters) {
        this.channel = channel;
        this.counters = loopCounters;
    }

    void execute(Runnable task) {
        channel.eventLoop().execute(task);
    }

    void drain(EventPoller<EgressPacket> packets) {
        try {
            packets.poll(write);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("writing throws nothing checked", e);
        }
        counters.increment(Counter.TX_BATCHES);
        channel.flush();
    }

    private boolean write(EgressPacket packet, long sequence, boolean endOfBatch) {
        InetSocketAddress remote = packet.remote;
        if (remote != null) {
            packet.remote = null;
            send(packet, remote);
        }
        return true;
    }

    private void send(EgressPacket packet, InetSocketAddress remote) {
        SendWindow window = packet.window;
        if (window != null) {
            packet.window = null;
            window.written();
        }
        if (!channel.isWritable()) {
            counters.increment(Counter.DROP_EGRESS_QUEUE);
            return;
        }
        ByteBuf bytes = channel.alloc().directBuffer(packet.length);
        packet.bytes.getBytes(0, bytes.internalNioBuffer(0, packet.length), packet.length);
        bytes.writerIndex(packet.length);
        channel.write(new DatagramPacket(bytes, remote), channel.voidPromise());
        counters.increment(Counter.TX_PACKETS);
        counters.add(Counter.TX_BYTES, packet.length);
    }
}
