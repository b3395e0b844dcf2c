package io.ringway.media.playout;

import io.ringway.media.rtp.RtpTimestamp;

/**
 * A stream's RTP time carried on at 48 kHz in 64 bits, in which sound follows sound even when the
 * sender's timestamps jump, its clock's rate changes with the codec, or another sender takes over.
 */
final class MediaTime {

    static final int RATE_HZ = 48_000;

    /**
     * A new clock starts where the old one left off, or after as long as passed if it was longer.
     */
    private static final long PAUSE_NS = 100_000_000;

    /** More than this ahead of the time that passed is a jump of the sender's clock. */
    private static final long IMPLAUSIBLE_NS = 2_000_000_000L;

    private int clockRateHz;
    private boolean anchored;
    private long anchorTicks;
    private long anchor48k;
    private long lastTicks;
    private long newest48k = Long.MIN_VALUE;
    private boolean fresh;
    private long lastArrivalNs;

    MediaTime(int clockRateHz) {
        this.clockRateHz = clockRateHz;
    }

    static long toNs(long media48k) {
        // Exact, as 1e9 / 48,000 = 62,500 / 3, and without overflow for 97 years.
        return Math.floorDiv(media48k * 62_500L, 3L);
    }

    /** Length at 48 kHz of so many ticks. */
    int toMedia48k(int ticks) {
        return (int) ((long) ticks * RATE_HZ / clockRateHz);
    }

    /** The next packet in order comes from another clock, whose timestamps mean nothing yet. */
    void unanchor(int newClockRateHz) {
        clockRateHz = newClockRateHz;
        anchored = false;
    }

    /**
     * Media time of a packet.
     *
     * @param inOrder whether it is the newest in sequence
     * @param following48k where it stands if it follows the newest before it without a pause
     */
    long of(long rtpTimestamp, boolean inOrder, long following48k, long arrivalNs) {
        if (!anchored) {
            anchor(rtpTimestamp & 0xFFFF_FFFFL, plausible(following48k, arrivalNs));
        }
        long ticks = RtpTimestamp.extend(lastTicks, rtpTimestamp);
        if (!inOrder) {
            return media48k(ticks);
        }
        if (jumped(media48k(ticks), following48k, arrivalNs)) {
            anchor(ticks, plausible(following48k, arrivalNs));
        }
        lastTicks = ticks;
        newest48k = media48k(ticks);
        lastArrivalNs = arrivalNs;
        fresh = false;
        return newest48k;
    }

    private boolean jumped(long media48k, long following48k, long arrivalNs) {
        if (fresh) {
            return false;
        }
        long passedNs = Math.max(0, arrivalNs - lastArrivalNs);
        return media48k <= newest48k
                || toNs(media48k - Math.max(following48k, newest48k)) - passedNs > IMPLAUSIBLE_NS;
    }

    private long plausible(long following48k, long arrivalNs) {
        if (newest48k == Long.MIN_VALUE) {
            return following48k;
        }
        long passedNs = arrivalNs - lastArrivalNs;
        boolean paused = passedNs - toNs(following48k - newest48k) > PAUSE_NS;
        return paused ? newest48k + passedNs * 3 / 62_500 : following48k;
    }

    private void anchor(long ticks, long at48k) {
        anchored = true;
        anchorTicks = ticks;
        anchor48k = at48k;
        lastTicks = ticks;
        fresh = true;
    }

    private long media48k(long ticks) {
        return anchor48k + Math.floorDiv((ticks - anchorTicks) * RATE_HZ, clockRateHz);
    }
}
