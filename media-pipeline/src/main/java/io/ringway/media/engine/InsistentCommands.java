package io.ringway.media.engine;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Commands that must not be lost: where a shard's queue is full they are tried again for a while,
 * on a thread of their own, as who asks may be a shard itself. Thread: any.
 */
final class InsistentCommands {

    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(2);

    private InsistentCommands() {}

    /**
     * Has something done.
     *
     * @param attempt false when the queue was full
     */
    static void insist(BooleanSupplier attempt) {
        if (!attempt.getAsBoolean()) {
            Thread.startVirtualThread(() -> insistPatiently(attempt));
        }
    }

    private static void insistPatiently(BooleanSupplier attempt) {
        long deadlineNs = System.nanoTime() + PATIENCE_NS;
        while (!attempt.getAsBoolean() && System.nanoTime() - deadlineNs < 0) {
            Thread.yield();
        }
    }
}
