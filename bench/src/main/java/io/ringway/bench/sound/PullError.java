package io.ringway.bench.sound;

import java.util.Arrays;

/**
 * How regularly a player pulled its frames: the time between two pulls less a frame's length.
 *
 * @param frames how many were pulled
 * @param missing frames the clock has room for beyond these: lost between player and recorder
 */
record PullError(int frames, long missing, double p99Ms, double maxMs) {

    /** A pull this late cannot be told from a lost frame; more are. */
    private static final double MOST_MAX_MS = 20;

    /**
     * Sums up a run.
     *
     * @param pulledMs when each frame was pulled, ascending
     */
    static PullError of(double[] pulledMs, double frameMs) {
        if (pulledMs.length < 2) {
            return new PullError(pulledMs.length, 0, 0, 0);
        }
        int last = pulledMs.length - 1;
        double[] errors = new double[last];
        for (int n = 0; n < last; n++) {
            errors[n] = Math.abs(pulledMs[n + 1] - pulledMs[n] - frameMs);
        }
        Arrays.sort(errors);
        long room = Math.round((pulledMs[last] - pulledMs[0]) / frameMs);
        return new PullError(
                pulledMs.length, room - last, errors[(int) (last * 0.99) - 1], errors[last - 1]);
    }

    /** Whether the player had to wait so long that what was heard is the machine's doing. */
    boolean disturbed() {
        return missing > 1 || maxMs > MOST_MAX_MS;
    }
}
