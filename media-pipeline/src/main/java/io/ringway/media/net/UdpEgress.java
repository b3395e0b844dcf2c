package io.ringway.media.net;

import com.lmax.disruptor.EventPoller;
import io.netty.channel.Channel;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;

/**
 * Writes what the shards have sealed: all that waits in one turn, then one flush, which Netty turns
 * into sendmmsg. A socket whose buffer is full drops instead of queueing without bound.
 *
 * <p>Thread: the socket's event loop, but for {@link #wake}.
 */
final class UdpEgress implements EgressWriter {

    private final Channel channel;
    private final CounterBlock counters;
    private final EventPoller.Handler<EgressPacket> write = this::write;

    UdpEgress(Channel channel, CounterBlock loopCounters) {
        this.channel = channel;
        this.counters = loopCounters;
    }

    @Override
    public void wake() {
        LoopTurn.wake(channel.eventLoop());
    }

    @Override
    public void drain(EventPoller<EgressPacket> packets) {
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
        packet.writeTo(channel, counters);
        return true;
    }
}
