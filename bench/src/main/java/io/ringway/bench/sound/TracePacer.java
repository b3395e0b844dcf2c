package io.ringway.bench.sound;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Sends the packets of several traces at once, each when its trace says that it arrives. */
final class TracePacer {

    /** What a sleep may last longer than asked for; the rest of the wait is spent spinning. */
    private static final long OVERSLEEP_NS = TimeUnit.MICROSECONDS.toNanos(120);

    /** One packet's turn. */
    private record Departure(long atNs, ListeningCall call, TracedPacket packet) {}

    private final List<Departure> departures = new ArrayList<>();
    private int refused;

    /**
     * Adds a stream.
     *
     * @param delayNs how much later than the run it begins
     */
    void add(List<TracedPacket> packets, ListeningCall call, long delayNs) {
        for (TracedPacket packet : packets) {
            departures.add(new Departure(delayNs + packet.arrivalNs(), call, packet));
        }
    }

    /**
     * Sends all of it. Returns when it is sent, by a thread of its own.
     *
     * @param startNs when the run begins, by {@link System#nanoTime}
     */
    SendError run(long startNs) throws InterruptedException {
        departures.sort(Comparator.comparingLong(Departure::atNs));
        // What getting here left behind is not to be collected while packets wait.
        System.gc();
        long[] lateNs = new long[departures.size()];
        Thread thread =
                Thread.ofPlatform().name("trace-pacer").unstarted(() -> send(startNs, lateNs));
        thread.setPriority(Thread.MAX_PRIORITY);
        thread.start();
        thread.join();
        return SendError.of(lateNs, refused);
    }

    private void send(long startNs, long[] lateNs) {
        for (int n = 0; n < lateNs.length; n++) {
            Departure next = departures.get(n);
            long dueNs = startNs + next.atNs();
            await(dueNs);
            if (!next.call().send(next.packet())) {
                refused++;
            }
            lateNs[n] = System.nanoTime() - dueNs;
        }
    }

    private void await(long dueNs) {
        for (long early = dueNs - System.nanoTime(); early > 0; early = dueNs - System.nanoTime()) {
            if (early > OVERSLEEP_NS) {
                LockSupport.parkNanos(this, early - OVERSLEEP_NS);
            } else {
                Thread.onSpinWait();
            }
        }
    }
}
