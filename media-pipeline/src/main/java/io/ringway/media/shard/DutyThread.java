package io.ringway.media.shard;

import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pinned thread that runs duties in turn: one clock read a cycle, no locks, and a doorbell for
 * those who have left work for it.
 *
 * <p>Thread: {@link #start} and {@link #stop} by the engine; everything else happens on the thread.
 */
public final class DutyThread implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(DutyThread.class);
    private static final long LONGEST_PARK_NS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final int NO_CORE = -1;

    private final String name;
    private Duty[] duties;
    private final WaitPolicy waitPolicy;
    private final long wakeIntervalNs;
    private final Doorbell doorbell;
    private final CounterBlock counters;
    private final int core;
    private final Thread thread;
    private volatile boolean running = true;
    private long wokenNs;
    private int errorsLogged;

    /**
     * Prepares the thread.
     *
     * @param duties run in this order every cycle
     * @param wakeIntervalNs least time between waking and being woken by a deadline: deadlines that
     *     close to each other are met together, the later ones in time; the doorbell wakes at once
     * @param core the CPU to pin to, or negative for none
     */
    public DutyThread(
            String name,
            List<? extends Duty> duties,
            WaitPolicy waitPolicy,
            long wakeIntervalNs,
            Doorbell doorbell,
            CounterBlock counters,
            int core) {
        this.name = name;
        this.duties = duties.toArray(new Duty[0]);
        this.waitPolicy = waitPolicy;
        this.wakeIntervalNs = wakeIntervalNs;
        this.doorbell = doorbell;
        this.counters = counters;
        this.core = core;
        this.thread = Thread.ofPlatform().name(name).daemon(true).unstarted(this);
    }

    public void start() {
        thread.start();
    }

    /**
     * Asks the thread to finish its cycle, close its duties and end; waits for that.
     *
     * @return false when it still runs, so that nothing it uses may be freed
     */
    public boolean stop(long timeoutMs) throws InterruptedException {
        running = false;
        doorbell.ring();
        thread.join(timeoutMs);
        if (thread.isAlive()) {
            log.error("{} did not stop within {} ms", name, timeoutMs);
        }
        return !thread.isAlive();
    }

    @Override
    public void run() {
        if (core > NO_CORE && !ThreadAffinity.pinCurrentThread(core)) {
            log.warn("{} could not be pinned to core {}; it runs unpinned", name, core);
        }
        int emptyCycles = 0;
        wokenNs = System.nanoTime();
        while (running) {
            long nowNs = System.nanoTime();
            emptyCycles = cycle(nowNs) > 0 ? 0 : emptyCycles + 1;
            if (emptyCycles > 0) {
                idle(emptyCycles, nowNs);
            }
        }
        for (Duty duty : duties) {
            duty.close();
        }
        // Whoever remembers an ended thread should not keep alive what it worked on.
        duties = new Duty[0];
    }

    private int cycle(long nowNs) {
        int done = 0;
        for (Duty duty : duties) {
            try {
                done += duty.work(nowNs);
            } catch (RuntimeException | AssertionError | StackOverflowError e) {
                onError(duty, e);
            }
        }
        return done;
    }

    /** A bug in one packet's handling must not end the calls of the whole shard. */
    private void onError(Duty duty, Throwable error) {
        counters.increment(Counter.DROP_HANDLER_ERROR);
        if (errorsLogged++ < 10) {
            log.error("{}: {} failed; going on", name, duty.getClass().getSimpleName(), error);
        }
    }

    private void idle(int emptyCycles, long nowNs) {
        int yieldingFrom = waitPolicy.spins();
        if (emptyCycles <= yieldingFrom) {
            Thread.onSpinWait();
        } else if (emptyCycles - yieldingFrom <= waitPolicy.yields()) {
            Thread.yield();
        } else {
            parkUntilDue(nowNs);
        }
    }

    private void parkUntilDue(long nowNs) {
        long waitNs = LONGEST_PARK_NS;
        for (Duty duty : duties) {
            long deadlineNs = duty.nextDeadlineNs();
            if (deadlineNs != Duty.NO_DEADLINE) {
                waitNs = Math.min(waitNs, deadlineNs - nowNs);
            }
        }
        waitNs = Math.max(waitNs, wokenNs + wakeIntervalNs - nowNs);
        doorbell.announce();
        if (waitNs > 0 && running && !anyPending()) {
            doorbell.park(waitNs);
            wokenNs = System.nanoTime();
        }
        doorbell.awake();
    }

    private boolean anyPending() {
        for (Duty duty : duties) {
            if (duty.pending()) {
                return true;
            }
        }
        return false;
    }
}
