package io.ringway.media.net;

import io.netty.channel.EventLoop;
import io.netty.channel.SelectStrategy;
import io.netty.util.IntSupplier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/**
 * What an event loop does between two looks at its sockets: it sends what the shards have left to
 * it ({@link NettyEgress}), once, so that sending without end cannot keep it from reading; and it
 * waits until an interval has passed since it looked last. What arrives meanwhile is read together,
 * and goes through ring, shard and speech stream as one batch, where each packet would cost
 * wake-ups of its own. Packets further apart than that do not wait at all. Network cards do the
 * same under the name of interrupt moderation.
 *
 * <p>Where each leg has a port of its own, a port gives a packet at a time. A shard is woken when
 * all ports that are ready have been read, or so many that it may as well begin: where it shares
 * the loop's processor, a wake-up for each packet would be two changes of threads for each.
 *
 * <p>A ring that has no room drops what is read into it, a socket keeps it: some thousand packets,
 * for all that the shards may have been held up by. So while none of them has room, sockets are
 * left alone, but for no longer than a ring takes to empty: shards may have come to a halt. What
 * they send meanwhile goes out.
 *
 * <p>Thread: the event loop, but for {@link #add}, {@link #feed} and {@link #wake}.
 */
final class LoopTurn implements SelectStrategy {

    /** After so many reads a shard has enough to begin with. */
    private static final int READS_A_WAKE = 32;

    private static final long ROOM_STEP_NS = TimeUnit.MICROSECONDS.toNanos(500);
    private static final long ROOM_LIMIT_NS = TimeUnit.MILLISECONDS.toNanos(50);

    private final long intervalNs;
    private final LongConsumer parking;
    private final List<MediaRing> filled = new ArrayList<>();
    private int reads;
    private volatile EgressQueue[] queues = {};
    private volatile MediaRing[] rings = {};
    private long lastLookNs;

    /**
     * Makes the strategy of one loop.
     *
     * @param intervalNs least time between two looks; 0 looks whenever there is something
     */
    LoopTurn(long intervalNs) {
        this(intervalNs, LockSupport::parkNanos);
    }

    /**
     * As above.
     *
     * @param parking how the thread waits for so many nanoseconds
     */
    LoopTurn(long intervalNs, LongConsumer parking) {
        this.intervalNs = intervalNs;
        this.parking = parking;
        this.lastLookNs = System.nanoTime() - intervalNs;
    }

    /** From now on this queue is emptied in every turn. Any thread. */
    synchronized void add(EgressQueue queue) {
        EgressQueue[] more = Arrays.copyOf(queues, queues.length + 1);
        more[queues.length] = queue;
        queues = more;
    }

    /** From now on sockets may be read for this ring. Any thread. */
    synchronized void feed(MediaRing ring) {
        MediaRing[] more = Arrays.copyOf(rings, rings.length + 1);
        more[rings.length] = ring;
        rings = more;
    }

    /** Has a loop take its next turn, if it sleeps. Any thread. */
    static void wake(EventLoop loop) {
        loop.execute(LoopTurn::nothing);
    }

    private static void nothing() {}

    /** Has a ring's shard woken once other sockets have been read, too: in this turn. */
    void wakeSoon(MediaRing ring) {
        if (!filled.contains(ring)) {
            filled.add(ring);
        }
        if (++reads >= READS_A_WAKE) {
            wakeShards();
        }
    }

    private void wakeShards() {
        for (int i = 0; i < filled.size(); i++) {
            filled.get(i).wakeShard();
        }
        filled.clear();
        reads = 0;
    }

    private void drain() {
        for (EgressQueue queue : queues) {
            queue.drain();
        }
    }

    private void awaitRoom() {
        if (!crowded()) {
            return;
        }
        long sinceNs = System.nanoTime();
        do {
            parking.accept(ROOM_STEP_NS);
            drain();
        } while (crowded() && System.nanoTime() - sinceNs < ROOM_LIMIT_NS);
    }

    /** Whether all shards are behind: where one is not, what is for it shall not wait. */
    private boolean crowded() {
        MediaRing[] fed = rings;
        for (MediaRing ring : fed) {
            if (!ring.crowded()) {
                return false;
            }
        }
        return fed.length > 0;
    }

    @Override
    public int calculateStrategy(IntSupplier ready, boolean tasksWaiting) throws Exception {
        wakeShards();
        drain();
        if (!tasksWaiting) {
            awaitRoom();
        }
        long waitNs = intervalNs == 0 ? 0 : lastLookNs + intervalNs - System.nanoTime();
        if (waitNs > 0 && tasksWaiting) {
            return CONTINUE;
        }
        if (waitNs > 0) {
            parking.accept(waitNs);
        }
        lastLookNs = System.nanoTime();
        if (waitNs <= 0 && !tasksWaiting) {
            return SELECT;
        }
        // Netty, asked to wait for sockets, does not look at them when a task has come meanwhile.
        int found = ready.get();
        return found > 0 || tasksWaiting ? found : SELECT;
    }
}
