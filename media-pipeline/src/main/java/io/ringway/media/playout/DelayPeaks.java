package io.ringway.media.playout;

/**
 * Delays that stand out and come back regularly, such as a radio's scan every few seconds, which
 * are too rare for a histogram.
 *
 * <p>Of three or more peaks that are about equally far apart, ten seconds at most, the highest of
 * the last eight is worth waiting for, until none has come for twice the longest time between them.
 */
final class DelayPeaks {

    private static final int REMEMBERED = 8;
    private static final long LONGEST_PERIOD_NS = 10_000_000_000L;

    /** Peaks closer than this are one. */
    private static final long SHORTEST_PERIOD_NS = 500_000_000L;

    private static final long ABOVE_TARGET_NS = 60_000_000;

    private final long[] heightsNs = new long[REMEMBERED];
    private final long[] periodsNs = new long[REMEMBERED];
    private int count;
    private int newest;
    private long lastPeakNs;
    private boolean seen;

    void restart() {
        count = 0;
        seen = false;
    }

    /** A packet came with a delay, while another was aimed at. */
    void onArrival(long delayNs, long targetNs, long arrivalNs) {
        if (delayNs <= Math.max(2 * targetNs, targetNs + ABOVE_TARGET_NS)) {
            return;
        }
        long periodNs = arrivalNs - lastPeakNs;
        if (!seen || periodNs > LONGEST_PERIOD_NS) {
            count = 0;
            seen = true;
            lastPeakNs = arrivalNs;
            remember(delayNs, 0);
        } else if (periodNs < SHORTEST_PERIOD_NS) {
            heightsNs[newest] = Math.max(heightsNs[newest], delayNs);
        } else {
            lastPeakNs = arrivalNs;
            remember(delayNs, periodNs);
        }
    }

    /** Height to wait for; 0 when there are no peaks. */
    long heightNs(long nowNs) {
        if (count < 3) {
            return 0;
        }
        long height = 0;
        long shortest = Long.MAX_VALUE;
        long longest = 0;
        for (int i = 0; i < count; i++) {
            height = Math.max(height, heightsNs[i]);
            longest = Math.max(longest, periodsNs[i]);
            shortest = periodsNs[i] > 0 ? Math.min(shortest, periodsNs[i]) : shortest;
        }
        if (nowNs - lastPeakNs > 2 * longest) {
            count = 0;
            seen = false;
            return 0;
        }
        return 2 * longest <= 3 * shortest ? height : 0;
    }

    private void remember(long heightNs, long periodNs) {
        newest = count < REMEMBERED ? count++ : (newest + 1) % REMEMBERED;
        heightsNs[newest] = heightNs;
        periodsNs[newest] = periodNs;
    }
}
