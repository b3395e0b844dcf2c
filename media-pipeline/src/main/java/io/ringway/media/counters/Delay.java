package io.ringway.media.counters;

import java.util.Locale;

/**
 * Every delay Ringway measures packet by packet, exported as the histogram {@code
 * ringway_…_seconds}. The first bucket is for no delay at all.
 */
public enum Delay {
    ADDED_DELAY("How long packets waited for earlier ones that were missing");

    private static final int[] BOUNDS_MS = {0, 5, 10, 20, 40, 60, 80, 100, 150, 200, 500};

    private final String description;

    Delay(String description) {
        this.description = description;
    }

    public String description() {
        return description;
    }

    /** The constant's name in kebab case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Buckets of a histogram, the last one for what is beyond all bounds. */
    public static int buckets() {
        return BOUNDS_MS.length + 1;
    }

    /** Longest delay counted in a bucket, in milliseconds; infinite for the last. */
    public static double upperBoundMs(int bucket) {
        return bucket < BOUNDS_MS.length ? BOUNDS_MS[bucket] : Double.POSITIVE_INFINITY;
    }

    /** The bucket a delay is counted in. */
    static int bucket(long delayNs) {
        int bucket = 0;
        while (bucket < BOUNDS_MS.length && delayNs > BOUNDS_MS[bucket] * 1_000_000L) {
            bucket++;
        }
        return bucket;
    }
}
