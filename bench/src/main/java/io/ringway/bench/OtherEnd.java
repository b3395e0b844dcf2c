package io.ringway.bench;

import java.util.concurrent.atomic.AtomicLong;

/** A thread that polls without ever parking, and the count of what it has taken. */
final class OtherEnd {

    private final AtomicLong taken = new AtomicLong();
    private final Thread thread;
    private volatile boolean running = true;

    OtherEnd(Runnable poll) {
        thread =
                Thread.ofPlatform()
                        .daemon()
                        .start(
                                () -> {
                                    while (running) {
                                        poll.run();
                                        Thread.onSpinWait();
                                    }
                                });
    }

    /** One more; on the thread. */
    void take() {
        taken.setRelease(taken.getPlain() + 1);
    }

    long taken() {
        return taken.getAcquire();
    }

    void await(long count) {
        while (taken.getAcquire() < count) {
            Thread.onSpinWait();
        }
    }

    void stop() {
        running = false;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
