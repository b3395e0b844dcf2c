package io.ringway.signaling.call;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The one thread that waits for all calls. What it runs only enqueues. Thread: any. */
final class CallClock implements AutoCloseable {

    private final ScheduledThreadPoolExecutor timer;

    CallClock() {
        timer =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("call-timers").factory());
        // A cancelled timer of a long call must not be kept until it would have fired.
        timer.setRemoveOnCancelPolicy(true);
    }

    ScheduledFuture<?> after(int delayMs, Runnable action) {
        return timer.schedule(action, delayMs, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
