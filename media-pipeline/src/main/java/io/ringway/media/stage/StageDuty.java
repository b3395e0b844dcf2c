package io.ringway.media.stage;

import com.lmax.disruptor.EventPoller;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.shard.DeadlineHeap;
import io.ringway.media.shard.Duty;
import io.ringway.media.shard.Outlet;
import io.ringway.media.shard.Stage;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The duty of a stage on a thread of its own: takes from the ring behind it, does what is due, and
 * hands on. While its commands wait for room it takes nothing, so that what is too much is dropped
 * at the beginning of the walk.
 */
public final class StageDuty<E extends StageEvent> implements Duty, Stage {

    private static final Logger log = LoggerFactory.getLogger(StageDuty.class);
    private static final int EVENTS_PER_CYCLE = 256;
    private static final long RETRY_NS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LAST_FLUSH_NS = TimeUnit.SECONDS.toNanos(1);

    private final String name;
    private final StageRing<?, E> in;
    private final Outlet out;
    private final CounterBlock counters;
    private final DeadlineHeap deadlines = new DeadlineHeap();
    private final EventPoller.Handler<E> onEvent = this::onEvent;
    private boolean blocked;
    private long nowNs;
    private int eventsLeft;
    private int errorsLogged;

    /**
     * Makes the duty of one stage.
     *
     * @param in what the stage before sends; this duty's thread waits by its doorbell
     * @param out the way to the stage after
     * @param counters the thread's own
     */
    public StageDuty(String name, StageRing<?, E> in, Outlet out, CounterBlock counters) {
        this.name = name;
        this.in = in;
        this.out = out;
        this.counters = counters;
    }

    @Override
    public int work(long cycleNowNs) {
        nowNs = cycleNowNs;
        blocked = !out.flush();
        if (blocked) {
            return 0;
        }
        eventsLeft = EVENTS_PER_CYCLE;
        in.poll(onEvent);
        int done = EVENTS_PER_CYCLE - eventsLeft + deadlines.expire(nowNs);
        blocked = !out.flush();
        return done;
    }

    @Override
    public boolean pending() {
        return !blocked && !in.isEmpty();
    }

    @Override
    public long nextDeadlineNs() {
        return blocked ? nowNs + RETRY_NS : deadlines.nextDeadlineNs();
    }

    /** The stage before has ended: what it sent goes its way to the end. */
    @Override
    public void close() {
        nowNs = System.nanoTime();
        while (!in.isEmpty()) {
            eventsLeft = EVENTS_PER_CYCLE;
            in.poll(onEvent);
            out.flushWithin(LAST_FLUSH_NS);
        }
        out.flushWithin(LAST_FLUSH_NS);
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

    /** The one catch an event has: whatever a stage throws ends here and nowhere else. */
    private boolean onEvent(E event, long sequence, boolean endOfBatch) {
        try {
            event.run(this);
        } catch (RuntimeException | AssertionError | StackOverflowError e) {
            counters.increment(Counter.DROP_HANDLER_ERROR);
            if (errorsLogged++ < 10) {
                log.error("{}: an event failed; going on", name, e);
            }
        }
        return --eventsLeft > 0;
    }
}
