package io.ringway.media.shard;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Who has to be called when: an indexed binary heap with one deadline for each entry.
 *
 * <p>A heap rather than a timer wheel because a parked shard must know its exact next deadline.
 * Most deadlines are patience: every packet of a leg puts its leg's off. So one that moves back is
 * only written down in its entry; the entry keeps its place, which is too early, until it gets to
 * the top and sinks to where it belongs. The places' times lie side by side, so that finding the
 * way through the heap does not read the entries. Allocates only to grow.
 *
 * <p>Thread: the owner's.
 */
public final class DeadlineHeap {

    /** Something with a deadline. An entry is in at most one heap. */
    public abstract static class Entry {
        private long deadlineNs = Duty.NO_DEADLINE;

        /** What its place in the heap says: the deadline, or earlier. */
        private long placedNs = Duty.NO_DEADLINE;

        private int position = -1;

        /** Called when the deadline has passed; the entry is no longer in the heap then. */
        protected abstract void onDeadline(long nowNs);
    }

    private @Nullable Entry[] heap = new Entry[64];

    /** Each entry's {@link Entry#placedNs}, by position. */
    private long[] placesNs = new long[64];

    private int size;

    /** Sets or moves an entry's deadline; {@link Duty#NO_DEADLINE} takes it out. */
    public void schedule(Entry entry, long deadlineNs) {
        if (deadlineNs == Duty.NO_DEADLINE) {
            remove(entry);
            return;
        }
        entry.deadlineNs = deadlineNs;
        if (entry.position < 0) {
            append(entry);
        } else if (deadlineNs - entry.placedNs >= 0) {
            return;
        }
        place(entry);
        siftUp(entry.position);
    }

    public void remove(Entry entry) {
        int position = entry.position;
        if (position < 0) {
            return;
        }
        Entry last = at(--size);
        heap[size] = null;
        entry.position = -1;
        entry.deadlineNs = Duty.NO_DEADLINE;
        if (last != entry) {
            put(position, last);
            siftUp(position);
            siftDown(last.position);
        }
    }

    /** The same for all of them. */
    public int expire(long nowNs) {
        return expire(nowNs, size);
    }

    /**
     * Calls entries whose deadline has passed, earliest first; one that sets itself a deadline in
     * the past again waits for the next call.
     *
     * @param most called now; the others wait for the next call too
     * @return how many were called
     */
    public int expire(long nowNs, int most) {
        int expired = 0;
        int limit = Math.min(size, most);
        while (expired < limit && size > 0 && placesNs[0] - nowNs <= 0) {
            settleFirst();
            Entry entry = at(0);
            if (entry.deadlineNs - nowNs > 0) {
                break;
            }
            remove(entry);
            entry.onDeadline(nowNs);
            expired++;
        }
        return expired;
    }

    public long nextDeadlineNs() {
        settleFirst();
        return size == 0 ? Duty.NO_DEADLINE : placesNs[0];
    }

    public int size() {
        return size;
    }

    /** Lets entries whose deadline has moved back sink, until the first one is really the first. */
    private void settleFirst() {
        while (size > 0 && at(0).placedNs != at(0).deadlineNs) {
            place(at(0));
            siftDown(0);
        }
    }

    private void append(Entry entry) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
            placesNs = Arrays.copyOf(placesNs, size * 2);
        }
        put(size++, entry);
    }

    /** Has an entry's place say its deadline. */
    private void place(Entry entry) {
        entry.placedNs = entry.deadlineNs;
        placesNs[entry.position] = entry.deadlineNs;
    }

    private void siftUp(int from) {
        int child = from;
        Entry entry = at(child);
        long placedNs = placesNs[child];
        while (child > 0) {
            int parent = (child - 1) >>> 1;
            if (placesNs[parent] - placedNs <= 0) {
                break;
            }
            put(child, at(parent));
            child = parent;
        }
        put(child, entry);
    }

    private void siftDown(int from) {
        int parent = from;
        Entry entry = at(parent);
        long placedNs = placesNs[parent];
        while (2 * parent + 1 < size) {
            int child = earlierChild(parent);
            if (placedNs - placesNs[child] <= 0) {
                break;
            }
            put(parent, at(child));
            parent = child;
        }
        put(parent, entry);
    }

    private int earlierChild(int parent) {
        int left = 2 * parent + 1;
        int right = left + 1;
        boolean rightEarlier = right < size && placesNs[right] - placesNs[left] < 0;
        return rightEarlier ? right : left;
    }

    private Entry at(int position) {
        Entry entry = heap[position];
        if (entry == null) {
            throw new IllegalStateException("no entry at " + position + " of " + size);
        }
        return entry;
    }

    private void put(int position, Entry entry) {
        heap[position] = entry;
        placesNs[position] = entry.placedNs;
        entry.position = position;
    }
}
