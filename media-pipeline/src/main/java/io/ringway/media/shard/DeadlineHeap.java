package io.ringway.media.shard;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Who has to be called when: an indexed binary heap with one deadline for each entry.
 *
 * <p>A heap rather than a timer wheel because a parked shard must know its exact next deadline, and
 * because deadlines move only when something unusual happens to a leg. Allocates only to grow.
 *
 * <p>Thread: the owner's.
 */
public final class DeadlineHeap {

    /** Something with a deadline. An entry is in at most one heap. */
    public abstract static class Entry {
        private long deadlineNs = Duty.NO_DEADLINE;
        private int position = -1;

        /** Called when the deadline has passed; the entry is no longer in the heap then. */
        protected abstract void onDeadline(long nowNs);
    }

    private @Nullable Entry[] heap = new Entry[64];
    private int size;

    /** Sets or moves an entry's deadline; {@link Duty#NO_DEADLINE} takes it out. */
    public void schedule(Entry entry, long deadlineNs) {
        if (entry.position >= 0 && entry.deadlineNs == deadlineNs) {
            return;
        }
        if (deadlineNs == Duty.NO_DEADLINE) {
            remove(entry);
            return;
        }
        if (entry.position < 0) {
            append(entry);
        }
        entry.deadlineNs = deadlineNs;
        siftUp(entry.position);
        siftDown(entry.position);
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

    /**
     * Calls every entry whose deadline has passed, earliest first; one that sets itself a deadline
     * in the past again waits for the next call.
     *
     * @return how many were called
     */
    public int expire(long nowNs) {
        int expired = 0;
        int limit = size;
        while (expired < limit && size > 0 && at(0).deadlineNs - nowNs <= 0) {
            Entry entry = at(0);
            remove(entry);
            entry.onDeadline(nowNs);
            expired++;
        }
        return expired;
    }

    public long nextDeadlineNs() {
        return size == 0 ? Duty.NO_DEADLINE : at(0).deadlineNs;
    }

    public int size() {
        return size;
    }

    private void append(Entry entry) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        put(size++, entry);
    }

    private void siftUp(int from) {
        int child = from;
        Entry entry = at(child);
        while (child > 0) {
            int parent = (child - 1) >>> 1;
            if (at(parent).deadlineNs - entry.deadlineNs <= 0) {
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
        while (2 * parent + 1 < size) {
            int child = earlierChild(parent);
            if (entry.deadlineNs - at(child).deadlineNs <= 0) {
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
        boolean rightEarlier = right < size && at(right).deadlineNs - at(left).deadlineNs < 0;
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
        entry.position = position;
    }
}
