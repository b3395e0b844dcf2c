package io.ringway.media.playout;

/**
 * By how much sound is played later than the fastest packets would allow: smoothed, because readers
 * are not punctual, and corrected at once for what time-stretching and concealment did to it.
 */
final class PlayoutDelay {

    private static final int SMOOTHING = 8;

    private final RelativeDelay relativeDelay;
    private long filteredNs;
    private long expected48k;
    private boolean known;

    PlayoutDelay(RelativeDelay relativeDelay) {
        this.relativeDelay = relativeDelay;
    }

    void restart() {
        known = false;
    }

    /** The smoothed delay. */
    long filteredNs() {
        return filteredNs;
    }

    /**
     * A frame is due.
     *
     * @param position48k media time of its first sample
     * @param next48k media time of the frame's end, if nothing interferes
     */
    void onRead(long position48k, long next48k, long nowNs) {
        long delayNs = relativeDelay.delayNs(position48k, nowNs);
        if (known) {
            filteredNs += MediaTime.toNs(expected48k - position48k);
            filteredNs += (delayNs - filteredNs) / SMOOTHING;
        } else {
            filteredNs = delayNs;
            known = true;
        }
        expected48k = next48k;
    }
}
