package io.ringway.bench.sound;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Sends the packets of several traces at once, each when its trace says that it arrives. */
final class TracePacer {

    /** What a sleep may last longer than asked for; the rest of the wait is spent spinning. */
    private static final long OVERSLEEP_NS = TimeUnit.MICROSECONDS.toNanos(120);

    /** One packet's turn. */
    private record Departure(long atNs, int call, TracedPacket packet) {}

    private final List<ListeningCall> calls;
    private final int[] refused;
    private final List<Departure> departures = new ArrayList<>();

    TracePacer(List<ListeningCall> calls) {
        this.calls = calls;
        refused = new int[calls.size()];
    }

    /**
     * Adds packets to send in a call.
     *
     * @param call its place among the calls
     * @param delayNs how much later than the run their trace begins
     */
    void add(int call, List<TracedPacket> packets, long delayNs) {
        for (TracedPacket packet : packets) {
            departures.add(new Departure(delayNs + packet.arrivalNs(), call, packet));
        }
    }

    /**
     * Sends all of it, on a thread of its own, and returns when it is sent.
     *
     * @param startNs when the run begins, by {@link System#nanoTime}
     * @return how exactly, for each call
     */
    List<SendError> run(long startNs) throws InterruptedException {
        departures.sort(Comparator.comparingLong(Departure::atNs));
        long[] lateNs = new long[departures.size()];
        // What getting here left behind is not to be collected while packets wait.
        System.gc();
        Thread thread =
                Thread.ofPlatform().name("trace-pacer").unstarted(() -> send(startNs, lateNs));
        thread.setPriority(Thread.MAX_PRIORITY);
        thread.start();
        thread.join();
        return IntStream.range(0, calls.size()).mapToObj(call -> error(call, lateNs)).toList();
    }

    private void send(long startNs, long[] lateNs) {
        for (int n = 0; n < lateNs.length; n++) {
            Departure next = departures.get(n);
            long dueNs = startNs + next.atNs();
            await(dueNs);
            if (!calls.get(next.call()).send(next.packet())) {
                refused[next.call()]++;
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

    private SendError error(int call, long[] lateNs) {
        long[] ofCall =
                IntStream.range(0, lateNs.length)
                        .filter(n -> departures.get(n).call() == call)
                        .mapToLong(n -> lateNs[n])
                        .toArray();
        return SendError.of(ofCall, refused[call]);
    }
}
