package io.ringway.server.call;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/** Sends the packets of all calls, each at its time, on one thread. */
final class Pacer implements AutoCloseable {

    private final ConcurrentLinkedQueue<Playout> arrivals = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Playout> waiting =
            new PriorityQueue<>(Comparator.comparingLong(this::dueInNs));
    private final long originNs = System.nanoTime();
    private final Thread thread;
    private volatile boolean stopped;

    private Pacer() {
        thread = Thread.ofPlatform().daemon().name("pacer").unstarted(this::run);
        thread.setPriority(Thread.MAX_PRIORITY);
    }

    static Pacer start() {
        Pacer pacer = new Pacer();
        pacer.thread.start();
        return pacer;
    }

    /** Begins to play at once. Thread: any. */
    void add(Playout playout) {
        arrivals.add(playout);
        LockSupport.unpark(thread);
    }

    /** Sends nothing more. */
    @Override
    public void close() {
        stopped = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!stopped) {
            admit();
            Playout next = waiting.peek();
            if (next == null) {
                LockSupport.park(this);
                continue;
            }
            long nowNs = System.nanoTime();
            long earlyNs = next.dueNs() - nowNs;
            if (earlyNs > 0) {
                LockSupport.parkNanos(this, earlyNs);
                continue;
            }
            waiting.remove();
            if (next.send(nowNs)) {
                waiting.add(next);
            }
        }
    }

    private void admit() {
        for (Playout playout = arrivals.poll(); playout != null; playout = arrivals.poll()) {
            playout.start(System.nanoTime());
            waiting.add(playout);
        }
    }

    /** From the pacer's start, as monotonic times have no order of their own. */
    private long dueInNs(Playout playout) {
        return playout.dueNs() - originNs;
    }
}
