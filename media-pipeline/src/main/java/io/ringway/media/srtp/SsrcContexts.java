package io.ringway.media.srtp;

import java.util.Arrays;

/**
 * Per SSRC the highest packet index and the replay window below it (RFC 3711 §3.3.2), in one array.
 *
 * <p>The window is a ring of words in which moving on clears whole words (RFC 6479), so it costs
 * the same for one packet as for a jump. Contexts live as long as their keys: forgetting one would
 * open its old packets to replay.
 *
 * <p>Thread: one owner. Allocates only when an SSRC is added.
 */
final class SsrcContexts {

    static final int ABSENT = -1;

    private static final int INITIAL_CAPACITY = 2;

    private final int maxSsrcs;
    private final int windowPackets;
    private final int windowWords;
    private final int stride;
    private int count;
    private int lastSlot;
    private int[] ssrcs;

    /** Per slot: the highest index, then the ring. */
    private long[] state;

    SsrcContexts(SrtpSettings settings) {
        maxSsrcs = settings.maxSsrcs();
        windowPackets = settings.replayWindowPackets();
        // One word more than the window, as the word the highest index is in may just have begun.
        int words = (windowPackets + 63) / 64 + 1;
        windowWords = Integer.highestOneBit(words - 1) << 1;
        stride = 1 + windowWords;
        int capacity = Math.min(INITIAL_CAPACITY, maxSsrcs);
        ssrcs = new int[capacity];
        state = new long[capacity * stride];
    }

    /** The slot of an SSRC, or {@link #ABSENT}. */
    int slotOf(int ssrc) {
        if (lastSlot < count && ssrcs[lastSlot] == ssrc) {
            return lastSlot;
        }
        for (int slot = 0; slot < count; slot++) {
            if (ssrcs[slot] == ssrc) {
                lastSlot = slot;
                return slot;
            }
        }
        return ABSENT;
    }

    boolean full() {
        return count == maxSsrcs;
    }

    int count() {
        return count;
    }

    /** Adds an SSRC that is not there yet, with nothing received; not when {@link #full()}. */
    int add(int ssrc) {
        if (full()) {
            throw new IllegalStateException("all " + maxSsrcs + " SSRC contexts are in use");
        }
        if (count == ssrcs.length) {
            int capacity = Math.min(2 * count, maxSsrcs);
            ssrcs = Arrays.copyOf(ssrcs, capacity);
            state = Arrays.copyOf(state, capacity * stride);
        }
        ssrcs[count] = ssrc;
        state[count * stride] = -1;
        return count++;
    }

    /**
     * Goes on with the highest indices of contexts under other keys: rollover counters belong to
     * the stream, not to the key (RFC 3711 §3.2.1). Nothing counts as seen under these keys.
     */
    void continueFrom(SsrcContexts former) {
        for (int i = 0; i < former.count && !full(); i++) {
            int known = slotOf(former.ssrcs[i]);
            int slot = known == ABSENT ? add(former.ssrcs[i]) : known;
            state[slot * stride] = former.highestIndex(i);
        }
    }

    /** −1 before the first. */
    long highestIndex(int slot) {
        return state[slot * stride];
    }

    /** Whether the index was recorded before, or is too old to tell. */
    boolean seen(int slot, long index) {
        long behind = state[slot * stride] - index;
        if (behind < 0) {
            return false;
        }
        return behind >= windowPackets || (state[wordOf(slot, index)] & (1L << index)) != 0;
    }

    /** Marks an authenticated index that was not {@link #seen}. */
    void record(int slot, long index) {
        int base = slot * stride;
        long highest = state[base];
        if (index > highest) {
            long newWords = Math.min((index >> 6) - (highest >> 6), windowWords);
            for (long i = 0; i < newWords; i++) {
                state[wordOf(slot, index - (i << 6))] = 0;
            }
            state[base] = index;
        }
        state[wordOf(slot, index)] |= 1L << index;
    }

    private int wordOf(int slot, long index) {
        return slot * stride + 1 + ((int) (index >> 6) & (windowWords - 1));
    }
}
