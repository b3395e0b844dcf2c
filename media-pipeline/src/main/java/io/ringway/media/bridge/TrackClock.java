package io.ringway.media.bridge;

import java.util.concurrent.TimeUnit;

/**
 * Where a sender's packets belong on a recording's timeline, to the sample: by their RTP times from
 * where the first one arrived, corrected by a sample a packet when the sender's clock drifts away
 * from ours, and placed anew when it jumps.
 *
 * <p>The first packet may have been a slow one. While it settles, a faster one moves the stream to
 * an earlier place as a whole, which is told by {@link #moved48k}; nothing of it is written yet.
 *
 * <p>Thread: the owner's. Sans-IO, allocates nothing.
 */
final class TrackClock {

    static final int RATE_HZ = 48_000;

    /** Steps this far off, either way, are no delay of the network: 400 ms. */
    private static final long JUMP_48K = 400 * 48;

    /** So far apart clocks are left alone: 2 ms. */
    private static final long TOLERANCE_48K = 2 * 48;

    private static final long WINDOW_NS = TimeUnit.SECONDS.toNanos(2);

    /** Less than packets wait before they are written. */
    private static final long SETTLING_NS = TimeUnit.MILLISECONDS.toNanos(250);

    private final long startNs;
    private boolean anchored;
    private int ssrc;
    private int clockHz;
    private int newestTimestamp;
    private long newest48k;
    private long anchor48k;
    private long settledNs;
    private long moved48k;
    private long windowEndNs;
    private long leastBehind48k;
    private long correction48k;

    /**
     * @param startNs when the timeline begins
     */
    TrackClock(long startNs) {
        this.startNs = startNs;
    }

    /**
     * Places a packet.
     *
     * @param rtpTimestamp 32 bits
     * @return samples at 48 kHz since the start; negative before it
     */
    long place(int packetSsrc, int packetClockHz, long rtpTimestamp, long arrivalNs) {
        long arrival48k = samples48k(arrivalNs - startNs);
        moved48k = 0;
        if (!anchored || packetSsrc != ssrc || packetClockHz != clockHz) {
            anchor(packetSsrc, packetClockHz, rtpTimestamp, arrival48k, arrivalNs);
            return newest48k;
        }
        int ticks = (int) rtpTimestamp - newestTimestamp;
        long place48k = newest48k + (long) ticks * (RATE_HZ / clockHz);
        long behind48k = arrival48k - place48k;
        if (Math.abs(behind48k) > JUMP_48K) {
            anchor(packetSsrc, packetClockHz, rtpTimestamp, arrival48k, arrivalNs);
            return newest48k;
        }
        if (behind48k < 0 && arrivalNs - settledNs < 0) {
            moved48k = behind48k;
            anchor48k += moved48k;
            newest48k += moved48k;
            place48k = arrival48k;
            behind48k = 0;
        }
        if (ticks > 0) {
            newestTimestamp = (int) rtpTimestamp;
            newest48k = place48k + step(behind48k, arrivalNs);
            return newest48k;
        }
        return place48k;
    }

    /**
     * By how much the last packet moved those before it, from {@link #anchor48k} on: samples, 0 or
     * negative.
     */
    long moved48k() {
        return moved48k;
    }

    /** Where the stream began before it was moved. */
    long anchor48k() {
        return anchor48k - moved48k;
    }

    static long samples48k(long ns) {
        return Math.floorDiv(ns * 48, 1_000_000L);
    }

    private void anchor(
            int packetSsrc, int packetClockHz, long timestamp, long arrival48k, long arrivalNs) {
        anchored = true;
        ssrc = packetSsrc;
        clockHz = packetClockHz;
        newestTimestamp = (int) timestamp;
        newest48k = arrival48k;
        anchor48k = arrival48k;
        settledNs = arrivalNs + SETTLING_NS;
        windowEndNs = arrivalNs + WINDOW_NS;
        leastBehind48k = Long.MAX_VALUE;
        correction48k = 0;
    }

    /** A sample, or none: the fastest packet of each window tells how far the clocks are apart. */
    private int step(long behind48k, long arrivalNs) {
        leastBehind48k = Math.min(leastBehind48k, behind48k);
        if (arrivalNs - windowEndNs >= 0) {
            windowEndNs = arrivalNs + WINDOW_NS;
            correction48k = Math.abs(leastBehind48k) > TOLERANCE_48K ? leastBehind48k : 0;
            leastBehind48k = Long.MAX_VALUE;
        }
        int step = Long.signum(correction48k);
        correction48k -= step;
        return step;
    }
}
