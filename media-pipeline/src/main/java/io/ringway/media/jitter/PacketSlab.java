package io.ringway.media.jitter;

import io.ringway.media.memory.NativeMemory;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A shard's packet memory: equal slots in one off-heap block.
 *
 * <p>The slot given back last is taken first, so traffic in order keeps reusing one slot that is in
 * the cache, and pages no slot of which was ever needed stay untouched. Thread: its shard.
 */
public final class PacketSlab implements AutoCloseable {

    /** Holds any packet that fits an Ethernet frame. */
    public static final int DEFAULT_SLOT_BYTES = 1_536;

    /** 24 MiB with slots of the default size, touched as needed. */
    public static final int DEFAULT_SLOTS = 16_384;

    private final int slotBytes;
    private final UnsafeBuffer buffer;
    private final int[] free;
    private final boolean[] taken;
    private int freeCount;
    private int untouched;
    private boolean closed;

    public PacketSlab() {
        this(DEFAULT_SLOTS, DEFAULT_SLOT_BYTES);
    }

    /**
     * @param slots at least 1
     * @param slotBytes a multiple of 64 (a cache line), such that all slots stay below 2 GiB
     */
    public PacketSlab(int slots, int slotBytes) {
        if (slots < 1 || slotBytes < 64 || slotBytes % 64 != 0) {
            throw new IllegalArgumentException(
                    "a slab needs at least 1 slot of a multiple of 64 bytes, got "
                            + slots
                            + " of "
                            + slotBytes);
        }
        long bytes = (long) slots * slotBytes;
        if (bytes > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "a slab must stay below 2 GiB, got " + slots + " slots of " + slotBytes);
        }
        this.slotBytes = slotBytes;
        this.buffer = new UnsafeBuffer(NativeMemory.allocate(bytes), (int) bytes);
        this.free = new int[slots];
        this.taken = new boolean[slots];
    }

    /** A slot nobody else has until it is given back; −1 when all are taken. */
    public int take() {
        int slot;
        if (freeCount > 0) {
            slot = free[--freeCount];
        } else if (untouched < free.length) {
            slot = untouched++;
        } else {
            return -1;
        }
        taken[slot] = true;
        return slot;
    }

    /**
     * Gives a slot back.
     *
     * @throws IllegalStateException when it is not taken: two owners would overwrite each other
     */
    public void give(int slot) {
        if (!taken[slot]) {
            throw new IllegalStateException("slot " + slot + " was given back twice");
        }
        taken[slot] = false;
        free[freeCount++] = slot;
    }

    /** The memory of all slots. */
    public UnsafeBuffer buffer() {
        return buffer;
    }

    /** Where a slot begins in {@link #buffer()}. */
    public int offset(int slot) {
        return slot * slotBytes;
    }

    /** Bytes a slot holds. */
    public int slotBytes() {
        return slotBytes;
    }

    /** Slots the slab has. */
    public int slots() {
        return free.length;
    }

    /** Slots taken and not given back. */
    public int used() {
        return untouched - freeCount;
    }

    /** Frees the memory; nothing may use the slab or its slots any more. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            long address = buffer.addressOffset();
            buffer.wrap(0, 0);
            NativeMemory.free(address);
        }
    }
}
