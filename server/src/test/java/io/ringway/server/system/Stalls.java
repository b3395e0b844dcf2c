package io.ringway.server.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long the machine let nobody run who wanted to: a thread that is due every 5 ms notes by how
 * much it was late, and Linux tells for how long any process waited for a processor. Who speaks and
 * listens in real time is judged by that, too.
 */
public final class Stalls implements AutoCloseable {

    private static final long PERIOD_NS = TimeUnit.MILLISECONDS.toNanos(5);

    /** More than jitter buffers are prepared for on one machine. */
    private static final long LONG_NS = TimeUnit.MILLISECONDS.toNanos(25);

    /** Share of the time in which somebody waited; a call on a machine of its own has a tenth. */
    private static final double CROWDED = 0.3;

    private static final int TRIES = 4;

    private static final Path PRESSURE = Path.of("/proc/pressure/cpu");
    private static final Pattern WAITED_US = Pattern.compile("some .*total=(\\d+)");

    /** What is said and heard in real time, and judged. */
    @FunctionalInterface
    public interface Talk {
        void hold() throws Exception;
    }

    private final AtomicLong longestNs = new AtomicLong();
    private final long startNs = System.nanoTime();
    private final long waitedBeforeUs = waitedUs();
    private volatile boolean closed;

    private Stalls() {
        Thread.ofPlatform().daemon().name("stalls").start(this::watch);
    }

    /**
     * Holds a talk. One that failed while the machine stood still says nothing and is held again,
     * up to four times in all; one that failed by itself fails at once.
     */
    public static void undisturbed(Talk talk) throws Exception {
        for (int left = TRIES; left > 0; left--) {
            Stalls stalls = new Stalls();
            try {
                talk.hold();
                return;
            } catch (AssertionError e) {
                e.addSuppressed(new AssertionError(stalls.toString()));
                if (left == 1 || !stalls.disturbed()) {
                    throw e;
                }
                System.err.println("held again: " + e.getMessage() + "; " + stalls);
            } finally {
                stalls.close();
            }
        }
    }

    private boolean disturbed() {
        return longestNs.get() >= LONG_NS || crowdedness() >= CROWDED;
    }

    /** Share of the time since the start in which some process waited for a processor. */
    private double crowdedness() {
        return (waitedUs() - waitedBeforeUs) * 1e3 / (System.nanoTime() - startNs);
    }

    /** Since the machine was started; 0 of a kernel that does not tell. */
    private static long waitedUs() {
        if (!Files.isReadable(PRESSURE)) {
            return 0;
        }
        try {
            Matcher total = WAITED_US.matcher(Files.readString(PRESSURE));
            return total.find() ? Long.parseLong(total.group(1)) : 0;
        } catch (IOException e) {
            // Counting is switched off.
            return 0;
        }
    }

    private void watch() {
        long dueNs = System.nanoTime() + PERIOD_NS;
        while (!closed) {
            LockSupport.parkNanos(dueNs - System.nanoTime());
            long lateNs = System.nanoTime() - dueNs;
            longestNs.accumulateAndGet(lateNs, Math::max);
            dueNs = Math.max(dueNs, System.nanoTime()) + PERIOD_NS;
        }
    }

    @Override
    public String toString() {
        return "the machine stood still for up to %d ms, and for %.0f %% of the time somebody waited"
                .formatted(TimeUnit.NANOSECONDS.toMillis(longestNs.get()), 100 * crowdedness());
    }

    @Override
    public void close() {
        closed = true;
    }
}
