package io.ringway.media.engine;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Looks again and again until something is so, for a limited time. */
final class Await {

    private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(5);

    private Await() {}

    static void until(int seconds, Supplier<String> what, BooleanSupplier condition) {
        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadlineNs > 0) {
                throw new AssertionError("not within " + seconds + " s: " + what.get());
            }
            LockSupport.parkNanos(PAUSE_NS);
        }
    }
}
