package io.ringway.media.net;

import io.netty.channel.EventLoop;
import io.netty.channel.SelectStrategy;
import io.netty.util.IntSupplier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

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
 * <p>Thread: the event loop, but for {@link #add} and {@link #wake}.
 */
final class LoopTurn implements SelectStrategy {

    /** After so many reads a shard has enough to begin with. */
    private static final int READS_A_WAKE = 32;

    private final long intervalNs;
    private final List<MediaRing> filled = new ArrayList<>();
    private int reads;
    private volatile EgressQueue[] queues = {};
    private long lastLookNs;

    /**
     * Makes the strategy of one loop.
     *
     * @param intervalNs least time between two looks; 0 looks whenever there is something
     */
    LoopTurn(long intervalNs) {
        this.intervalNs = intervalNs;
        this.lastLookNs = System.nanoTime() - intervalNs;
    }

    /** From now on this queue is emptied in every turn. Any thread. */
    synchronized void add(EgressQueue queue) {
        EgressQueue[] more = Arrays.copyOf(queues, queues.length + 1);
        more[queues.length] = queue;
        queues = more;
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

    @Override
    public int calculateStrategy(IntSupplier ready, boolean tasksWaiting) throws Exception {
        wakeShards();
        for (EgressQueue queue : queues) {
            queue.drain();
        }
        long waitNs = intervalNs == 0 ? 0 : lastLookNs + intervalNs - System.nanoTime();
        if (waitNs > 0 && tasksWaiting) {
            return CONTINUE;
        }
        if (waitNs > 0) {
            LockSupport.parkNanos(this, waitNs);
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
