package io.ringway.signaling.http;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts connections and says when there are too many. Thread: any. */
final class ConnectionGate {

    private final int max;
    private final AtomicInteger open = new AtomicInteger();

    ConnectionGate(int max) {
        this.max = max;
    }

    boolean tryEnter() {
        if (open.incrementAndGet() <= max) {
            return true;
        }
        open.decrementAndGet();
        return false;
    }

    void leave() {
        open.decrementAndGet();
    }

    int open() {
        return open.get();
    }
}
