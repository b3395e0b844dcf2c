package io.ringway.media.shard;

/** What a shard's thread does when there is nothing to do. */
public enum WaitPolicy {
    /** Burns its core; lowest latency, for dedicated cores only. */
    BUSY_SPIN(Integer.MAX_VALUE, 0),
    /** Gives its core away between looks; for cores that are nearly its own. */
    YIELDING(100, Integer.MAX_VALUE),
    /** Spins and yields a while, then parks until something arrives. */
    BACKOFF(200, 50),
    /** Parks as soon as there is nothing to do: no cost when idle. */
    BLOCKING(0, 0);

    private final int spins;
    private final int yields;

    WaitPolicy(int spins, int yields) {
        this.spins = spins;
        this.yields = yields;
    }

    /** Empty cycles spent spinning before yielding. */
    int spins() {
        return spins;
    }

    /** Empty cycles spent yielding before parking. */
    int yields() {
        return yields;
    }
}
