package io.ringway.media.net;

import com.lmax.disruptor.EventPoller;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;

/**
 * Writes what the shards have sealed: all that waits in one turn and by as few system calls as the
 * socket can. A socket whose buffer is full drops instead of queueing without bound.
 *
 * <p>Thread: the socket's event loop, but for {@link #wake}.
 */
final class UdpEgress implements EgressWriter {

    private final UdpSocket socket;
    private final CounterBlock counters;
    private final EventPoller.Handler<EgressPacket> write = this::write;

    UdpEgress(UdpSocket socket, CounterBlock loopCounters) {
        this.socket = socket;
        this.counters = loopCounters;
    }

    @Override
    public void wake() {
        LoopTurn.wake(socket.loop());
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
    }

    private boolean write(EgressPacket packet, long sequence, boolean endOfBatch) {
        packet.writeTo(socket);
        if (endOfBatch) {
            socket.flush();
        }
        return true;
    }
}
