package io.ringway.media.counters;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * One thread's counters.
 *
 * <p>Thread: {@link #increment} and {@link #add} by the one owner, {@link #incrementShared} by
 * anyone (but then by nobody, for that counter, through the others), {@link #get} by anyone.
 */
public final class CounterBlock {

    private final String owner;
    private final AtomicLongArray values = new AtomicLongArray(Counter.values().length);

    private final Map<Delay, DelayCounts> delays = new EnumMap<>(Delay.class);

    CounterBlock(String owner) {
        this.owner = owner;
        for (Delay delay : Delay.values()) {
            delays.put(delay, new DelayCounts());
        }
    }

    /** The owner's histogram of a delay; to be kept rather than asked for packet by packet. */
    public DelayCounts delay(Delay delay) {
        return Objects.requireNonNull(delays.get(delay));
    }

    /** Name of the owning thread, as operators know it. */
    public String owner() {
        return owner;
    }

    public void increment(Counter counter) {
        add(counter, 1);
    }

    public void add(Counter counter, long amount) {
        int index = counter.ordinal();
        values.setRelease(index, values.getPlain(index) + amount);
    }

    /** Counts from any thread, by an atomic addition; for a counter the owner does not touch. */
    public void incrementShared(Counter counter) {
        values.getAndAdd(counter.ordinal(), 1);
    }

    public long get(Counter counter) {
        return values.getAcquire(counter.ordinal());
    }
}
