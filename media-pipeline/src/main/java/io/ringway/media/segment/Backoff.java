package io.ringway.media.segment;

import java.util.SplittableRandom;

/** Times between attempts: doubled each time up to a bound, with a fifth of jitter either way. */
final class Backoff {

    private static final double JITTER = 0.2;

    private final long minNs;
    private final long maxNs;
    private final SplittableRandom random;
    private long nextNs;

    Backoff(long minNs, long maxNs, long seed) {
        this.minNs = minNs;
        this.maxNs = maxNs;
        random = new SplittableRandom(seed);
        nextNs = minNs;
    }

    /** How long to wait before the next attempt. */
    long nextDelayNs() {
        long delayNs = nextNs;
        nextNs = Math.min(2 * nextNs, maxNs);
        return withJitter(delayNs);
    }

    /** How long to wait when there is little hope. */
    long longestDelayNs() {
        nextNs = maxNs;
        return withJitter(maxNs);
    }

    /** The last attempt has proved good. */
    void reset() {
        nextNs = minNs;
    }

    private long withJitter(long delayNs) {
        return (long) (delayNs * random.nextDouble(1 - JITTER, 1 + JITTER));
    }
}
