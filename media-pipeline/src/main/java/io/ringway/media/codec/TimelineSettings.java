package io.ringway.media.codec;

/**
 * Bounds of a timeline.
 *
 * @param maxConcealmentMs longest stretch the decoder makes up in a row before silence takes over,
 *     0 to 1,000
 * @param maxFillMs longest gap filled with samples, 0 to 60,000; a longer one is one segment
 *     without payload when the packets' arrival agrees with its length, else a discontinuity
 * @param fillSegmentMs longest segment of fill, 10 to 120
 */
public record TimelineSettings(int maxConcealmentMs, int maxFillMs, int fillSegmentMs) {

    /** 100 ms of concealment, up to 10 s of silence, in segments of 60 ms. */
    public static final TimelineSettings DEFAULTS = new TimelineSettings(100, 10_000, 60);

    public TimelineSettings {
        require("maxConcealmentMs", maxConcealmentMs, 0, 1_000);
        require("maxFillMs", maxFillMs, 0, 60_000);
        require("fillSegmentMs", fillSegmentMs, 10, 120);
    }

    private static void require(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    name + " must be " + min + " to " + max + ", got " + value);
        }
    }
}
