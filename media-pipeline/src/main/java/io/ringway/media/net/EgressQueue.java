package io.ringway.media.net;

import com.lmax.disruptor.EventPoller;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.YieldingWaitStrategy;
import com.lmax.disruptor.dsl.ProducerType;
import io.netty.channel.EventLoop;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Sealed datagrams on their way from one shard to one socket, or to the RTP ports of one event
 * loop. The shard seals straight into a slot. They are sent by the shard itself, or all in one turn
 * of an event loop.
 *
 * <p>Thread: {@link #claim}, {@link #commit}, {@link #abort} and {@link #flush} the shard's; {@link
 * #drain} the event loop's that empties it, if one does.
 */
public final class EgressQueue {

    /** Largest datagram that fits a slot: an Ethernet frame's worth of UDP payload. */
    public static final int MAX_DATAGRAM_BYTES = 1_500;

    private static final int SLOT_BYTES = 1_536;

    private final RingBuffer<EgressPacket> ring;
    private final EventPoller<EgressPacket> poller;
    private final EventPoller.Handler<EgressPacket> write = this::write;
    private final EgressWriter writer;
    private final @Nullable EventLoop loop;
    private final @Nullable UdpSocket socket;
    private final CounterBlock counters;
    private final AtomicBoolean asked = new AtomicBoolean();
    private boolean unflushed;
    private long claimed = -1;

    /** Keeps the slots' memory reachable: the slots themselves hold only addresses. */
    @SuppressWarnings("UnusedVariable")
    private final ByteBuffer memory;

    /**
     * @param slots a power of two
     * @param loop that empties it when it is asked to; null where the shard does
     * @param socket it leads to; null where each datagram names its own
     */
    EgressQueue(
            int slots,
            EgressWriter writer,
            @Nullable EventLoop loop,
            @Nullable UdpSocket socket,
            CounterBlock shardCounters) {
        this.writer = writer;
        this.loop = loop;
        this.socket = socket;
        this.counters = shardCounters;
        this.memory = ByteBuffer.allocateDirect(slots * SLOT_BYTES);
        this.ring =
                RingBuffer.create(
                        ProducerType.SINGLE, EgressPacket::new, slots, new YieldingWaitStrategy());
        UnsafeBuffer all = new UnsafeBuffer(memory);
        for (int slot = 0; slot < slots; slot++) {
            ring.get(slot).bytes.wrap(all, slot * SLOT_BYTES, SLOT_BYTES);
        }
        this.poller = ring.newPoller();
        ring.addGatingSequences(poller.getSequence());
    }

    /**
     * Room for one datagram of up to {@link #MAX_DATAGRAM_BYTES}; to be committed or aborted before
     * the next claim.
     *
     * @return null when the queue is full and somebody else has to empty it, which is counted
     */
    public @Nullable UnsafeBuffer claim() {
        if (!ring.hasAvailableCapacity(1) && loop == null) {
            empty();
        }
        if (!ring.hasAvailableCapacity(1)) {
            counters.increment(Counter.DROP_EGRESS_QUEUE);
            return null;
        }
        claimed = ring.next();
        return ring.get(claimed).bytes;
    }

    /**
     * Queues what was written into the claimed room.
     *
     * @param window told when the packet has left, or null
     */
    public void commit(int length, InetSocketAddress remote, @Nullable SendWindow window) {
        publish(length, socket, remote, window);
        unflushed = true;
    }

    /** The same by one of the many sockets this queue serves. */
    void commit(int length, UdpSocket by, InetSocketAddress remote, @Nullable SendWindow window) {
        publish(length, by, remote, window);
        unflushed = true;
    }

    /** Gives the claimed room back: the slot goes through empty. */
    public void abort() {
        publish(0, null, null, null);
    }

    private void publish(
            int length,
            @Nullable UdpSocket by,
            @Nullable InetSocketAddress remote,
            @Nullable SendWindow window) {
        EgressPacket packet = ring.get(claimed);
        packet.length = length;
        packet.socket = by;
        packet.remote = remote;
        packet.window = window;
        ring.publish(claimed);
    }

    /** Sends what was committed, or has the event loop do so; once at the end of a batch. */
    public void flush() {
        if (unflushed) {
            unflushed = false;
            if (loop == null) {
                empty();
            } else if (asked.compareAndSet(false, true)) {
                LoopTurn.wake(loop);
            }
        }
    }

    /** Whether everything committed has been sent, or dropped. Any thread. */
    public boolean isEmpty() {
        return ring.remainingCapacity() == ring.getBufferSize();
    }

    /** Sends what was there when it began, if a flush has asked for it. On the event loop. */
    void drain() {
        if (asked.get()) {
            asked.set(false);
            empty();
        }
    }

    private void empty() {
        try {
            poller.poll(write);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("writing throws nothing checked", e);
        }
    }

    /** What was written is sent before the last slot is free: until then the bytes stay. */
    private boolean write(EgressPacket packet, long sequence, boolean endOfBatch) {
        writer.write(packet);
        if (endOfBatch) {
            writer.flush();
        }
        return true;
    }
}
