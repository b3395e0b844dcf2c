package io.ringway.media.net;

import com.lmax.disruptor.EventPoller;
import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.YieldingWaitStrategy;
import com.lmax.disruptor.dsl.ProducerType;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.ice.ValidatedCheck;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;

/**
 * The Disruptor ring between the event loops and one shard.
 *
 * <p>Publishing never waits: a full ring drops the newcomer and counts it. Datagrams are copied
 * into memory of the ring's own, which leaves nothing for the shard to give back to another
 * thread's pool, and pins no batch that a datagram was read with.
 *
 * <p>Thread: publishing by event loops, {@link #poll} by the shard.
 */
public final class MediaRing {

    private static final long FULL = -1;
    private static final int SLOT_BYTES = ReceivedDatagrams.MAX_DATAGRAM_BYTES;
    private static final int SLOTS_PER_BLOCK = 4_096;

    private final RingBuffer<PacketEvent> ring;
    private final EventPoller<PacketEvent> poller;
    private final Runnable wake;

    /**
     * Makes an empty ring.
     *
     * @param size slots, a power of two
     * @param singleProducer whether just one event loop publishes
     * @param wake wakes the shard's thread if it sleeps
     */
    public MediaRing(int size, boolean singleProducer, Runnable wake) {
        ProducerType producers = singleProducer ? ProducerType.SINGLE : ProducerType.MULTI;
        // The shard waits by its own policy and never blocks on the ring's.
        this.ring =
                RingBuffer.create(
                        producers, new Slots(size)::next, size, new YieldingWaitStrategy());
        this.poller = ring.newPoller();
        ring.addGatingSequences(poller.getSequence());
        this.wake = wake;
    }

    /**
     * Publishes a datagram for a leg.
     *
     * @param datagram from offset 0 on; copied
     * @param path index of the local address it came by
     */
    public void publish(
            PacketKind kind,
            PacketTarget target,
            InetSocketAddress source,
            int path,
            DirectBuffer datagram,
            int length,
            long arrivalNs,
            CounterBlock counters) {
        if (length > SLOT_BYTES) {
            counters.increment(Counter.DROP_TRUNCATED);
            return;
        }
        long sequence = claim();
        if (sequence < 0) {
            counters.increment(Counter.DROP_RING_FULL);
            return;
        }
        PacketEvent event = ring.get(sequence);
        event.set(kind, target, source, path, arrivalNs);
        event.copyFrom(datagram, length);
        ring.publish(sequence);
    }

    /**
     * Publishes a connectivity check that has been verified and answered.
     *
     * @return false when the ring is full, which is counted
     */
    boolean publish(
            ValidatedCheck check, PacketTarget target, long arrivalNs, CounterBlock counters) {
        long sequence = claim();
        if (sequence < 0) {
            counters.increment(Counter.DROP_RING_FULL);
            return false;
        }
        PacketEvent event = ring.get(sequence);
        event.set(PacketKind.STUN, target, check.source(), check.path(), arrivalNs);
        event.check().copyFrom(check);
        ring.publish(sequence);
        return true;
    }

    /** Wakes the shard; once after everything of a read batch has been published. */
    void wakeShard() {
        wake.run();
    }

    /**
     * Hands published events to the handler until there are no more or it returns false.
     *
     * @param handler must not throw: an event that throws would be handed out again for ever
     */
    public void poll(EventPoller.Handler<PacketEvent> handler) {
        try {
            poller.poll(handler);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("the ring's handler throws nothing checked", e);
        }
    }

    public boolean isEmpty() {
        return occupied() == 0;
    }

    /** Slots in use. */
    public long occupied() {
        return ring.getCursor() - poller.getSequence().get();
    }

    /**
     * Whether half of it is in use: a turn of an event loop may bring as much as the rest holds.
     */
    boolean crowded() {
        return 2 * occupied() >= size();
    }

    public int size() {
        return ring.getBufferSize();
    }

    /**
     * Never waits: where producers race for the last slot, the loser's exception is preallocated.
     */
    private long claim() {
        if (!ring.hasAvailableCapacity(1)) {
            return FULL;
        }
        try {
            return ring.tryNext();
        } catch (InsufficientCapacityException e) {
            return FULL;
        }
    }

    /** Makes slots whose memory lies in blocks, for one block could not exceed 2 GiB. */
    private static final class Slots {

        private ByteBuffer block = ByteBuffer.allocateDirect(0);
        private int left;

        Slots(int count) {
            left = count;
        }

        PacketEvent next() {
            if (!block.hasRemaining()) {
                block = ByteBuffer.allocateDirect(Math.min(left, SLOTS_PER_BLOCK) * SLOT_BYTES);
            }
            ByteBuffer memory = block.slice(block.position(), SLOT_BYTES);
            block.position(block.position() + SLOT_BYTES);
            left--;
            return new PacketEvent(memory);
        }
    }
}
