package io.ringway.media.file;

/**
 * How much of a sound is kept in memory; a minute of mono at 48 kHz takes 5.8 MB.
 *
 * @param maxDurationMs longest file that is read, 1 ms to 2 hours
 */
public record SoundLimits(int maxDurationMs) {

    /** Five minutes. */
    public static final SoundLimits DEFAULTS = new SoundLimits(300_000);

    private static final int MOST_MS = 7_200_000;

    public SoundLimits {
        if (maxDurationMs < 1 || maxDurationMs > MOST_MS) {
            throw new IllegalArgumentException(
                    "maxDurationMs must be 1 to 7200000, got " + maxDurationMs);
        }
    }

    /** Samples per channel that are kept at most. */
    long maxSamples(int rateHz) {
        return (long) maxDurationMs * rateHz / 1_000;
    }
}
