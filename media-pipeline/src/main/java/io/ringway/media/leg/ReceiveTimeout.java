package io.ringway.media.leg;

import io.ringway.media.shard.Duty;
import java.util.concurrent.TimeUnit;

/**
 * When a leg to which nothing comes is given up. What comes only moves a mark; the deadline follows
 * it when it passes, so that a packet costs nothing.
 *
 * <p>Thread: the leg's shard. Sans-IO.
 */
final class ReceiveTimeout {

    private final long talkNs;
    private final long holdNs;
    private boolean running;
    private boolean receiving = true;
    private long heardNs;
    private long deadlineNs = Duty.NO_DEADLINE;

    ReceiveTimeout(RtpLegSettings settings) {
        this.talkNs = TimeUnit.MILLISECONDS.toNanos(settings.timeoutMs());
        this.holdNs = TimeUnit.MILLISECONDS.toNanos(settings.holdTimeoutMs());
    }

    /** The remote party is to send from now on; a repeat changes nothing. */
    void start(long nowNs) {
        if (!running) {
            running = true;
            heardNs = nowNs;
            schedule();
        }
    }

    /** Whether it is to send; the time begins anew when that changes. */
    void setReceiving(boolean on, long nowNs) {
        if (receiving != on) {
            receiving = on;
            heardNs = nowNs;
            schedule();
        }
    }

    void onHeard(long nowNs) {
        heardNs = nowNs;
    }

    /** Whether it is time to give up; to be asked when the deadline has passed. */
    boolean expired(long nowNs) {
        if (deadlineNs == Duty.NO_DEADLINE || deadlineNs - nowNs > 0) {
            return false;
        }
        schedule();
        return deadlineNs - nowNs <= 0;
    }

    long nextDeadlineNs() {
        return deadlineNs;
    }

    long limitMs() {
        return TimeUnit.NANOSECONDS.toMillis(limitNs());
    }

    void stop() {
        running = false;
        schedule();
    }

    private void schedule() {
        long limitNs = limitNs();
        deadlineNs = running && limitNs > 0 ? heardNs + limitNs : Duty.NO_DEADLINE;
    }

    private long limitNs() {
        return receiving ? talkNs : holdNs;
    }
}
