package io.ringway.server.wiring;

import io.ringway.server.config.CollectionSettings;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
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
    private final LongSupplier opened;
    private final CollectionTiming timing;
    private final ScheduledExecutorService thread;
    private @Nullable ProcessLoad load;

    private HeapUpkeep(IntSupplier calls, LongSupplier opened, CollectionSettings settings) {
        this.calls = calls;
        this.opened = opened;
        this.timing =
                new CollectionTiming(
                        settings.newCallsPercent(), settings.highestLoadPercent() / 100.0);
        this.thread =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().name("heap-upkeep").daemon().factory());
    }

    /**
     * Begins to look at the calls, once a second.
     *
     * @param calls open now
     * @param opened calls since the start
     */
    static HeapUpkeep start(IntSupplier calls, LongSupplier opened, CollectionSettings settings) {
        HeapUpkeep upkeep = new HeapUpkeep(calls, opened, settings);
        if (settings.newCallsPercent() > 0) {
            upkeep.thread.scheduleWithFixedDelay(
                    upkeep::lookAndGoOn, LOOK_EVERY_S, LOOK_EVERY_S, TimeUnit.SECONDS);
        }
        return upkeep;
    }

    /** A look that fails must not be the last one. */
    private void lookAndGoOn() {
        try {
            look();
        } catch (RuntimeException e) {
            log.warn("whether the heap is worth collecting could not be found out", e);
        }
    }

    /** The load is not asked for before there are calls: that loads classes no start needs. */
    private void look() {
        int open = calls.getAsInt();
        if (open < CollectionTiming.LEAST_CALLS) {
            // It would tell of all the time until there are more.
            load = null;
            return;
        }
        if (load == null) {
            load = new ProcessLoad();
            return;
        }
        if (timing.due(open, opened.getAsLong(), load.take(), System.nanoTime())) {
            collect(open);
        }
    }

    private void collect(int open) {
        if (!collectsWhileCallsGoOn()) {
            log.debug("the collector of this process stops calls: it is left alone");
            thread.shutdown();
            return;
        }
        long beganNs = System.nanoTime();
        System.gc();
        long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beganNs);
        log.debug("calls={} heap collected in {} ms", open, tookMs);
    }

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
