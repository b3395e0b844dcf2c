package io.ringway.bench.sound;

import java.util.Arrays;

/**
 * How exactly packets were sent: the time each was handed to the media engine less the time its
 * trace asks for. What the engine's shard and socket add is not in it.
 *
 * @param packets how many
 * @param refused of these the engine could not take
 */
record SendError(int packets, int refused, double medianMs, double p99Ms, double maxMs) {

    private static final double NS_PER_MS = 1e6;
    private static final double MOST_P99_MS = 1;

    /** NetEQ tells delays apart by 20 ms; a packet later than that can move its aim for seconds. */
    private static final double MOST_MAX_MS = 20;

    /**
     * Sums up a run.
     *
     * @param lateNs one value a packet; sorted by this
     */
    static SendError of(long[] lateNs, int refused) {
        if (lateNs.length == 0) {
            return new SendError(0, refused, 0, 0, 0);
        }
        Arrays.sort(lateNs);
        int last = lateNs.length - 1;
        return new SendError(
                lateNs.length,
                refused,
                lateNs[last / 2] / NS_PER_MS,
                lateNs[(int) (last * 0.99)] / NS_PER_MS,
                lateNs[last] / NS_PER_MS);
    }

    /** Whether the machine had too much else to do for the run to count. */
    boolean disturbed() {
        return refused > 0 || p99Ms > MOST_P99_MS || maxMs > MOST_MAX_MS;
    }
}
