package io.ringway.media.leg;

import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/**
 * Turns monotonic times into wall-clock times without asking the system for each: the offset
 * between both clocks is measured anew once a second, so that a stepped or slewed wall clock is
 * followed.
 *
 * <p>Thread: one shard's.
 */
public final class WallClock {

    private static final long REFRESH_NS = TimeUnit.SECONDS.toNanos(1);

    private final InstantSource source;
    private boolean measured;
    private long measuredAtNs;
    private long offsetNs;

    /**
     * Makes a clock.
     *
     * @param source the wall clock
     */
    public WallClock(InstantSource source) {
        this.source = source;
    }

    /**
     * Nanoseconds since 1970-01-01 UTC at a monotonic time.
     *
     * @param timeNs the time in question, at most seconds old
     * @param nowNs the monotonic time now
     */
    long unixNs(long timeNs, long nowNs) {
        if (!measured || nowNs - measuredAtNs >= REFRESH_NS) {
            var instant = source.instant();
            long unixNowNs = TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
            offsetNs = unixNowNs - nowNs;
            measuredAtNs = nowNs;
            measured = true;
        }
        return timeNs + offsetNs;
    }
}
