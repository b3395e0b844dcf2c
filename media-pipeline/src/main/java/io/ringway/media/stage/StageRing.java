package io.ringway.media.stage;

import com.lmax.disruptor.EventFactory;
import com.lmax.disruptor.EventPoller;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.YieldingWaitStrategy;
import com.lmax.disruptor.dsl.ProducerType;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.memory.NativeMemory;
import io.ringway.media.shard.Doorbell;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The Disruptor ring between two stages on threads of their own.
 *
 * <p>A full ring drops payloads. Commands wait here until there is room, before any payload; few,
 * because a thread whose commands wait takes no others (see {@link #flush}).
 *
 * <p>Thread: {@link #poll}, {@link #isEmpty} and {@link #doorbell} that of the stage after, the
 * rest that of the stage before.
 */
public abstract sealed class StageRing<T, E extends StageEvent> implements Hop<T>, AutoCloseable
        permits PacketRing, OrderedRing, SegmentRing {

    private final RingBuffer<E> ring;
    private final EventPoller<E> poller;
    private final Doorbell doorbell = new Doorbell();
    private final CounterBlock counters;
    private final long memory;
    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
    private long claimed;
    private boolean unflushed;

    /**
     * Makes an empty ring.
     *
     * @param slots a power of two
     * @param slotBytes room for one payload, a multiple of 64 (a cache line)
     * @param counters of the stage before
     */
    StageRing(EventFactory<E> events, int slots, int slotBytes, CounterBlock counters) {
        this.counters = counters;
        this.memory = NativeMemory.allocate((long) slots * slotBytes);
        // Stages wait by their threads' own policy and never block on the ring's.
        this.ring =
                RingBuffer.create(ProducerType.SINGLE, events, slots, new YieldingWaitStrategy());
        for (int slot = 0; slot < slots; slot++) {
            ring.get(slot).bytes.wrap(memory + (long) slot * slotBytes, slotBytes);
        }
        this.poller = ring.newPoller();
        ring.addGatingSequences(poller.getSequence());
    }

    @Override
    public final void execute(Runnable command) {
        E event = takeSlot();
        if (event == null) {
            waiting.addLast(command);
            return;
        }
        event.set(command);
        publish();
    }

    @Override
    public final void offer(Runnable command) {
        E event = takeSlot();
        if (event == null) {
            countDrop();
            return;
        }
        event.set(command);
        publish();
    }

    @Override
    public final boolean flush() {
        while (!waiting.isEmpty() && ring.hasAvailableCapacity(1)) {
            next().set(waiting.removeFirst());
            publish();
        }
        if (unflushed) {
            unflushed = false;
            doorbell.ring();
        }
        return waiting.isEmpty();
    }

    /** Wakes the thread of the stage after. */
    public final Doorbell doorbell() {
        return doorbell;
    }

    /** Frees the memory; both threads have ended. */
    @Override
    public final void close() {
        NativeMemory.free(memory);
    }

    /** The next slot, to be filled and published at once; null when there is none. */
    final @Nullable E takeSlot() {
        boolean free = waiting.isEmpty() && ring.hasAvailableCapacity(1);
        return free ? next() : null;
    }

    final void publish() {
        ring.publish(claimed);
        unflushed = true;
    }

    /** Counts a payload that found no slot. */
    final void countDrop() {
        counters.increment(Counter.DROP_STAGE_RING_FULL);
    }

    /**
     * Hands published events to the handler until there are no more or it returns false.
     *
     * @param handler must not throw: an event that throws would be handed out again for ever
     */
    final void poll(EventPoller.Handler<E> handler) {
        try {
            poller.poll(handler);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("the ring's handler throws nothing checked", e);
        }
    }

    final boolean isEmpty() {
        return ring.getCursor() == poller.getSequence().get();
    }

    private E next() {
        claimed = ring.next();
        return ring.get(claimed);
    }
}
