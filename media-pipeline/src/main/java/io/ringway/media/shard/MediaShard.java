package io.ringway.media.shard;

import com.lmax.disruptor.EventPoller;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.net.EgressQueue;
import io.ringway.media.net.MediaRing;
import io.ringway.media.net.PacketEvent;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The duty that owns legs: takes packets from the ring, commands from everybody else and deadlines
 * from the heap, and flushes what they sent at the end of each batch. While commands wait for the
 * stage behind, it takes no others.
 *
 * <p>Thread: its {@link DutyThread}, but for {@link #execute}.
 */
public final class MediaShard implements Duty, Stage {

    private static final Logger log = LoggerFactory.getLogger(MediaShard.class);
    private static final int PACKETS_PER_CYCLE = 256;
    private static final int COMMANDS_PER_CYCLE = 64;

    /**
     * Frames are due by the hundred when the thread comes late. One takes longer than a packet, and
     * one made up because its packet is still in the ring longer than any: so packets come first.
     */
    private static final int DEADLINES_PER_CYCLE = 32;

    private static final int COMMAND_QUEUE_SLOTS = 16_384;
    private static final long RETRY_NS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LAST_FLUSH_NS = TimeUnit.SECONDS.toNanos(1);

    private final int index;
    private final MediaRing ring;
    private final Doorbell doorbell = new Doorbell();
    private final CounterBlock counters;
    private final DeadlineHeap deadlines = new DeadlineHeap();
    private final ManyToOneConcurrentArrayQueue<Runnable> commands =
            new ManyToOneConcurrentArrayQueue<>(COMMAND_QUEUE_SLOTS);
    private final EgressQueue[] egress;
    private final Outlet next;
    private final EventPoller.Handler<PacketEvent> onPacket = this::onPacket;
    private boolean blocked;
    private long nowNs;
    private int packetsLeft;
    private int errorsLogged;

    /**
     * Makes a shard whose ring is empty.
     *
     * @param ringSize slots of its ring, a power of two
     * @param egress every queue it sends by
     * @param next the way to the stage behind decryption
     */
    public MediaShard(
            int index,
            int ringSize,
            boolean singleLoop,
            List<EgressQueue> egress,
            Outlet next,
            CounterBlock counters) {
        this.index = index;
        this.ring = new MediaRing(ringSize, singleLoop, doorbell::ring);
        this.next = next;
        this.counters = counters;
        this.egress = egress.toArray(EgressQueue[]::new);
    }

    /**
     * Leaves work for the shard's thread. Any thread.
     *
     * @return false when the command queue is full, which is counted
     */
    public boolean execute(Runnable command) {
        if (!commands.offer(command)) {
            counters.incrementShared(Counter.DROP_COMMAND_QUEUE);
            return false;
        }
        doorbell.ring();
        return true;
    }

    @Override
    public int work(long cycleNowNs) {
        nowNs = cycleNowNs;
        packetsLeft = PACKETS_PER_CYCLE;
        ring.poll(onPacket);
        int done = PACKETS_PER_CYCLE - packetsLeft;
        blocked = !next.flush();
        done += blocked ? 0 : runCommands();
        done += deadlines.expire(nowNs, DEADLINES_PER_CYCLE);
        blocked = !next.flush();
        if (done > 0) {
            for (EgressQueue queue : egress) {
                queue.flush();
            }
        }
        return done;
    }

    @Override
    public boolean pending() {
        return !ring.isEmpty() || (!blocked && !commands.isEmpty());
    }

    @Override
    public long nextDeadlineNs() {
        return blocked ? nowNs + RETRY_NS : deadlines.nextDeadlineNs();
    }

    @Override
    public void close() {
        next.flushWithin(LAST_FLUSH_NS);
    }

    public int index() {
        return index;
    }

    public MediaRing ring() {
        return ring;
    }

    public Doorbell doorbell() {
        return doorbell;
    }

    @Override
    public CounterBlock counters() {
        return counters;
    }

    @Override
    public DeadlineHeap deadlines() {
        return deadlines;
    }

    @Override
    public long nowNs() {
        return nowNs;
    }

    /** The one catch a packet has: whatever a handler throws ends here and nowhere else. */
    private boolean onPacket(PacketEvent event, long sequence, boolean endOfBatch) {
        try {
            event.target().onPacket(event, nowNs);
        } catch (RuntimeException | AssertionError | StackOverflowError e) {
            onError("packet", e);
        } finally {
            event.clear();
        }
        return --packetsLeft > 0;
    }

    private int runCommands() {
        int done = 0;
        while (done < COMMANDS_PER_CYCLE) {
            Runnable command = commands.poll();
            if (command == null) {
                break;
            }
            try {
                command.run();
            } catch (RuntimeException | AssertionError | StackOverflowError e) {
                onError("command", e);
            }
            done++;
        }
        return done;
    }

    private void onError(String what, Throwable error) {
        counters.increment(Counter.DROP_HANDLER_ERROR);
        if (errorsLogged++ < 10) {
            log.error("shard {}: a {} failed; going on", index, what, error);
        }
    }
}
