package io.ringway.media.playout;

import io.ringway.media.jitter.PacketSlab;

/**
 * Packets between arrival and decoding, by extended sequence number, one cache-friendly row each;
 * rows behind remember for a while what was played. The payloads lie in slots of the slab.
 */
final class WaitingPackets {

    private static final int HELD = 1;
    private static final int PLAYED = 2;
    private static final int ROW_LONGS = 4;
    private static final int SEQUENCE = 0;
    private static final int MEDIA = 1;
    private static final int SLOT_AND_LENGTH = 2;
    private static final int DURATION_AND_STATE = 3;

    private final PacketSlab slab;
    private final int capacity;
    private final int mask;
    private final long[] rows;

    private long next;
    private long newest;
    private int count;

    WaitingPackets(PacketSlab slab, int capacity) {
        this.slab = slab;
        this.capacity = capacity;
        int positions = Integer.highestOneBit(capacity - 1) << 1;
        this.mask = positions - 1;
        this.rows = new long[positions * ROW_LONGS];
    }

    /** Sequence number that is decoded next, whether it is here or not. */
    long next() {
        return next;
    }

    void startAt(long sequence) {
        next = sequence;
        newest = sequence - 1;
    }

    /** An earlier packet came before anything was played. */
    void startEarlier(long sequence) {
        next = sequence;
    }

    int count() {
        return count;
    }

    boolean isFull() {
        return count >= capacity;
    }

    /** How far ahead of the next one a packet may be. */
    int window() {
        return mask + 1;
    }

    boolean isHeld(long sequence) {
        return has(sequence, HELD);
    }

    boolean wasPlayed(long sequence) {
        return has(sequence, PLAYED);
    }

    void put(long sequence, long media48k, int duration48k, int slot, int length) {
        int at = at(sequence);
        rows[at + SEQUENCE] = sequence;
        rows[at + MEDIA] = media48k;
        rows[at + SLOT_AND_LENGTH] = (long) slot << 32 | length;
        rows[at + DURATION_AND_STATE] = (long) duration48k << 32 | HELD;
        newest = Math.max(newest, sequence);
        count++;
    }

    /** The earliest packet here; there must be one. */
    long first() {
        long sequence = next;
        while (!isHeld(sequence)) {
            if (sequence++ > newest) {
                throw new IllegalStateException(count + " packets wait, none from " + next);
            }
        }
        return sequence;
    }

    long media48k(long sequence) {
        return rows[at(sequence) + MEDIA];
    }

    int duration48k(long sequence) {
        return (int) (rows[at(sequence) + DURATION_AND_STATE] >>> 32);
    }

    int offset(long sequence) {
        return slab.offset((int) (rows[at(sequence) + SLOT_AND_LENGTH] >>> 32));
    }

    int length(long sequence) {
        return (int) rows[at(sequence) + SLOT_AND_LENGTH];
    }

    /** The earliest packet is done with, and all places before it are given up. */
    void remove(long first) {
        int at = at(first);
        slab.give((int) (rows[at + SLOT_AND_LENGTH] >>> 32));
        rows[at + DURATION_AND_STATE] &= ~(long) HELD;
        rows[at + DURATION_AND_STATE] |= PLAYED;
        count--;
        next = first + 1;
    }

    /** Places before this one are given up; none of them holds a packet. */
    void skipTo(long sequence) {
        next = Math.max(next, sequence);
    }

    /** Media time from the earliest packet's begin to the newest one's end; 0 when none is here. */
    long span48k() {
        if (count == 0) {
            return 0;
        }
        return media48k(newest) + duration48k(newest) - media48k(first());
    }

    private boolean has(long sequence, int state) {
        int at = at(sequence);
        return rows[at + SEQUENCE] == sequence && (rows[at + DURATION_AND_STATE] & state) != 0;
    }

    private int at(long sequence) {
        return ((int) sequence & mask) * ROW_LONGS;
    }
}
