package io.ringway.media.codec;

import io.ringway.media.memory.NativeMemory;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The last packets of a silence, 100 ms of them and at most 4 KB, for a decoder to learn the sound
 * from before it is needed again. Off-heap, as decoders want it; freed by {@link #close}.
 */
final class KeptPackets implements AutoCloseable {

    private static final int SLOTS = 10;
    private static final int SLOT_BYTES = 400;
    private static final int ENOUGH_48K = 4_800;

    private final long address = NativeMemory.allocate(SLOTS * SLOT_BYTES);
    private final UnsafeBuffer memory = new UnsafeBuffer(address, SLOTS * SLOT_BYTES);
    private final int[] lengths = new int[SLOTS];
    private final int[] durations48k = new int[SLOTS];
    private long next;
    private int count;
    private int held48k;

    /** Keeps a copy; a packet too large to keep breaks the row. */
    void add(DirectBuffer buffer, int offset, int length, int samples48k) {
        if (length > SLOT_BYTES) {
            clear();
            return;
        }
        while (count == SLOTS || (count > 0 && held48k >= ENOUGH_48K)) {
            held48k -= durations48k[slot(0)];
            count--;
        }
        int slot = (int) (next++ % SLOTS);
        memory.putBytes(slot * SLOT_BYTES, buffer, offset, length);
        lengths[slot] = length;
        durations48k[slot] = samples48k;
        held48k += samples48k;
        count++;
    }

    int count() {
        return count;
    }

    DirectBuffer buffer() {
        return memory;
    }

    /** Where the packet begins, the oldest being 0. */
    int offset(int index) {
        return slot(index) * SLOT_BYTES;
    }

    int length(int index) {
        return lengths[slot(index)];
    }

    void clear() {
        count = 0;
        held48k = 0;
    }

    @Override
    public void close() {
        NativeMemory.free(address);
    }

    private int slot(int index) {
        return (int) ((next - count + index) % SLOTS);
    }
}
