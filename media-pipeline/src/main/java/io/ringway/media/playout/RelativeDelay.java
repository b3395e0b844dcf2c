package io.ringway.media.playout;

import java.util.Arrays;

/**
 * Delay of packets relative to the fastest of the last two seconds of the stream, whatever the
 * clocks of sender and receiver say.
 *
 * <p>Clocks that drift apart by 300 ppm move by 0.6 ms in that window, so drift is followed without
 * being estimated. The window is counted in media time: a sender that pauses does not make the
 * reference forgotten.
 */
final class RelativeDelay {

    private static final int PARTS = 20;
    private static final long PART_48K = 4_800;
    private static final long NONE = Long.MAX_VALUE;

    /** Least arrival time less media time of each tenth of a second. */
    private final long[] fastestNs = new long[PARTS];

    private long newestPart;
    private long fastestOfAllNs = NONE;

    RelativeDelay() {
        restart();
    }

    void restart() {
        Arrays.fill(fastestNs, NONE);
        fastestOfAllNs = NONE;
        newestPart = Long.MIN_VALUE;
    }

    /** Whether any packet was seen. */
    boolean known() {
        return fastestOfAllNs != NONE;
    }

    /**
     * A packet came.
     *
     * @return its delay, 0 when it is the fastest
     */
    long onArrival(long media48k, long arrivalNs) {
        long part = Math.floorDiv(media48k, PART_48K);
        advance(part);
        if (newestPart - part < PARTS) {
            int at = Math.floorMod(part, PARTS);
            fastestNs[at] = Math.min(fastestNs[at], arrivalNs - MediaTime.toNs(media48k));
        }
        long least = NONE;
        for (long ns : fastestNs) {
            least = Math.min(least, ns);
        }
        fastestOfAllNs = least;
        return delayNs(media48k, arrivalNs);
    }

    /** Delay of sound of a media time that is heard, or arrives, at an instant. */
    long delayNs(long media48k, long atNs) {
        return atNs - MediaTime.toNs(media48k) - fastestOfAllNs;
    }

    private void advance(long part) {
        if (newestPart == Long.MIN_VALUE || part - newestPart >= PARTS) {
            Arrays.fill(fastestNs, NONE);
            newestPart = part;
        }
        while (newestPart < part) {
            newestPart++;
            fastestNs[Math.floorMod(newestPart, PARTS)] = NONE;
        }
    }
}
