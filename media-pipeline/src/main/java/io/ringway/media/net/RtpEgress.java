package io.ringway.media.net;

import com.lmax.disruptor.EventPoller;
import io.netty.channel.EventLoop;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import org.jspecify.annotations.Nullable;

/**
 * Writes what one shard has sealed for the RTP ports of one event loop. The ports share one queue,
 * so a port costs no memory of its own to send.
 *
 * <p>Thread: the event loop, but for {@link #wake}.
 */
final class RtpEgress implements EgressWriter {

    private final EventLoop loop;
    private final CounterBlock counters;
    private final EventPoller.Handler<EgressPacket> write = this::write;
    private @Nullable UdpSocket unflushed;

    RtpEgress(EventLoop loop, CounterBlock loopCounters) {
        this.loop = loop;
        this.counters = loopCounters;
    }

    @Override
    public void wake() {
        LoopTurn.wake(loop);
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
        UdpSocket socket = packet.socket;
        if (socket != null) {
            if (socket != unflushed) {
                flush();
                unflushed = socket;
            }
            packet.writeTo(socket);
        }
        if (endOfBatch) {
            flush();
        }
        return true;
    }

    private void flush() {
        if (unflushed != null) {
            unflushed.flush();
            unflushed = null;
        }
    }
}
