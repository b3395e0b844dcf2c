package io.ringway.server.wiring;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the heap collected after calls were added: what a call is made of lies scattered among what
 * setting it up has left behind, and media makes no garbage that would have it moved together.
 *
 * <p>Only with ZGC, which collects while calls go on; other collectors would stop them. Thread:
 * {@code heap-upkeep}, which waits for each collection.
 */
final class HeapUpkeep implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(HeapUpkeep.class);
    private static final long LOOK_EVERY_S = 1;

    private final IntSupplier calls;
    private final CallGrowth growth;
    private final ScheduledExecutorService thread;

    private HeapUpkeep(IntSupplier calls, int percent) {
        this.calls = calls;
        this.growth = new CallGrowth(percent);
        this.thread =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().name("heap-upkeep").daemon().factory());
    }

    /**
     * Begins to look at the calls, once a second.
     *
     * @param calls open now
     * @param percent more of them than at the last collection call for one; 0 for never
     */
    static HeapUpkeep start(IntSupplier calls, int percent) {
        HeapUpkeep upkeep = new HeapUpkeep(calls, percent);
        if (percent > 0) {
            upkeep.thread.scheduleWithFixedDelay(
                    upkeep::look, LOOK_EVERY_S, LOOK_EVERY_S, TimeUnit.SECONDS);
        }
        return upkeep;
    }

    private void look() {
        if (!growth.due(calls.getAsInt(), System.nanoTime())) {
            return;
        }
        if (!collectsWhileCallsGoOn()) {
            log.debug("the collector of this process stops calls: it is left alone");
            thread.shutdown();
            return;
        }
        long beganNs = System.nanoTime();
        System.gc();
        long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beganNs);
        log.debug("calls={} heap collected in {} ms", calls.getAsInt(), tookMs);
    }

    /** Asked late: it loads classes that a start can do without. */
    private static boolean collectsWhileCallsGoOn() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .map(GarbageCollectorMXBean::getName)
                .allMatch(name -> name.startsWith("ZGC"));
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
