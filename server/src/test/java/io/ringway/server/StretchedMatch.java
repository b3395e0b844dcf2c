package io.ringway.server;

/**
 * How well a recording matches speech that was stretched on the way, as a jitter buffer does that
 * changes its delay: it leaves out or repeats a pitch period now and then, or falls silent until
 * the next packet is there. The speech is cut into pieces so that these, each laid over what was
 * heard by itself, match best. What no jitter buffer does is no stretching here: pieces but the
 * first and last have {@value #LEAST_PIECE_MS} ms or more (WebRTC's waits 50 ms between two
 * changes), no more than {@value #LONGEST_PERIOD_MS} ms are left out at a time and {@value
 * #LONGEST_PAUSE_MS} put in, and a cut costs a little, so that there are no more than needed.
 *
 * <p>Speech with periods left out or repeated every 150 to 600 ms matches by 0.97 and more. Of
 * spoken prompts with frames silenced or repeated, 0.95 is left when these had a twentieth of the
 * energy, and 0.92 when they had a tenth; with frames left out, less than 0.9. Noise 10 dB below
 * the speech leaves 0.97, other speech less than 0.4.
 *
 * @param correlation of blocks of 20 ms with what lies over them, in the mean, weighted by energy
 * @param cuts where something was left out or put in
 * @param leastLagMs of pieces that can be heard
 * @param mostLagMs the same
 */
public record StretchedMatch(double correlation, int cuts, double leastLagMs, double mostLagMs) {

    private static final int BLOCK_MS = 20;
    private static final int LEAST_PIECE_MS = 80;
    private static final int LONGEST_PERIOD_MS = 16;
    private static final int LONGEST_PAUSE_MS = 60;
    private static final int SLACK_MS = 120;

    static final int LEAST_PIECE_BLOCKS = LEAST_PIECE_MS / BLOCK_MS;

    /** Compares mono recordings of one rate. */
    public static StretchedMatch of(short[] reference, short[] heard, int rateHz) {
        int lag = SpeechMatch.of(reference, heard).lagSamples();
        int msSamples = rateHz / 1_000;
        int slack = SLACK_MS * msSamples;
        LagTable table = new LagTable(reference, heard, rateHz, BLOCK_MS * msSamples, lag, slack);
        int down = LONGEST_PERIOD_MS * msSamples;
        return StretchPath.of(table, down, LONGEST_PAUSE_MS * msSamples).match(rateHz);
    }

    /** How far the longest delay lies above the shortest. */
    public double stretchedMs() {
        return mostLagMs - leastLagMs;
    }

    @Override
    public String toString() {
        return "correlation %.3f with %d cuts, %.1f to %.1f ms late"
                .formatted(correlation, cuts, leastLagMs, mostLagMs);
    }
}
