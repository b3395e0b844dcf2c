package io.ringway.media.playback;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much one leg's playback may hold, from the moment it is accepted on any thread until it has
 * been played or thrown away: so that who is refused is told at once, and what waits in queues
 * between threads is bounded too.
 *
 * <p>Thread: any.
 */
public final class PlaybackRoom {

    /** Marks that may wait at once. */
    public static final int MAX_MARKS = 1_000;

    /** Telephone keys that may wait at once. */
    public static final int MAX_KEYS = 64;

    private final long limitTicks;
    private final AtomicLong heldTicks = new AtomicLong();
    private final AtomicInteger marks = new AtomicInteger();
    private final AtomicInteger keys = new AtomicInteger();

    /**
     * Makes room that is all free.
     *
     * @param limitMs how long what is held may play
     */
    public PlaybackRoom(int limitMs) {
        this.limitTicks = (long) limitMs * (PlaybackItem.TICKS_HZ / 1_000);
    }

    /** Takes room for an item; false, with nothing changed, when there is too little. */
    public boolean tryTake(PlaybackItem item) {
        return item instanceof PlaybackItem.Mark ? add(marks, 1, MAX_MARKS) : add(item.ticks());
    }

    /** Gives an item's room back, which never got into a queue. */
    public void giveBack(PlaybackItem item) {
        if (item instanceof PlaybackItem.Mark) {
            markPassed();
        } else {
            release(item.ticks());
        }
    }

    /** Takes room for telephone keys; false, with nothing changed, when there is too little. */
    public boolean tryTakeKeys(int count) {
        return add(keys, count, MAX_KEYS);
    }

    /** Gives the room of keys back that never got to be queued. */
    public void giveKeysBack(int count) {
        keys.addAndGet(-count);
    }

    /** A key was sent, or will never be. */
    public void keyPassed() {
        keys.decrementAndGet();
    }

    /** Milliseconds that may still be taken. */
    public int freeMs() {
        long free = Math.max(0, limitTicks - heldTicks.get());
        return (int) (free / (PlaybackItem.TICKS_HZ / 1_000));
    }

    public int limitMs() {
        return (int) (limitTicks / (PlaybackItem.TICKS_HZ / 1_000));
    }

    void release(long ticks) {
        if (heldTicks.addAndGet(-ticks) < 0) {
            throw new IllegalStateException("more was released than was held: " + heldTicks.get());
        }
    }

    void markPassed() {
        marks.decrementAndGet();
    }

    private boolean add(long ticks) {
        long held = heldTicks.get();
        while (held + ticks <= limitTicks) {
            if (heldTicks.compareAndSet(held, held + ticks)) {
                return true;
            }
            held = heldTicks.get();
        }
        return false;
    }

    private static boolean add(AtomicInteger held, int count, int limit) {
        if (held.addAndGet(count) <= limit) {
            return true;
        }
        held.addAndGet(-count);
        return false;
    }
}
