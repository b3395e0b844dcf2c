package io.ringway.media.shard;

import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Wakes a thread that parks when idle, at the cost of one fence and one read when it is awake.
 *
 * <p>The sleeper announces, looks once more, then parks; a producer publishes, fences, then looks
 * at the announcement. Either the sleeper sees what was published or the producer sees the sleeper.
 *
 * <p>Thread: {@link #ring()} any, the rest by the one sleeper.
 */
public final class Doorbell {

    private volatile @Nullable Thread sleeper;

    /** Wakes the sleeper if it sleeps; call after publishing. */
    public void ring() {
        VarHandle.fullFence();
        Thread thread = sleeper;
        if (thread != null) {
            LockSupport.unpark(thread);
        }
    }

    /** Announces that the calling thread is about to park; follow with a last look for work. */
    void announce() {
        sleeper = Thread.currentThread();
        VarHandle.fullFence();
    }

    /** Parks for at most that long. */
    void park(long nanos) {
        LockSupport.parkNanos(this, nanos);
    }

    void awake() {
        sleeper = null;
    }
}
