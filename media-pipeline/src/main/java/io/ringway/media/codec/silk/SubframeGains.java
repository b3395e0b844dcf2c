package io.ringway.media.codec.silk;

/** Gains of a frame's subframes, in steps of a logarithmic scale (RFC 6716 §4.2.7.4). */
final class SubframeGains {

    private static final int STEPS = 64;
    private static final int STEP_Q16 = 0x1D1C71;
    private static final int LEAST_LOG_Q7 = 2_090;
    private static final int LARGEST_FALL = 16;
    private static final int NO_CHANGE = 4;
    private static final int FIRST_DOUBLED = 2 * 36 - STEPS;

    /** Gain of each step, in Q16. */
    private static final int[] GAIN_Q16 = new int[STEPS];

    static {
        for (int i = 0; i < STEPS; i++) {
            int logQ7 = FixedPoint.timesQ16(STEP_Q16, (short) i) + LEAST_LOG_Q7;
            GAIN_Q16[i] = FixedPoint.powerOfTwo(Math.min(logQ7, 3_967));
        }
    }

    private SubframeGains() {}

    /**
     * Writes the gain of each subframe in Q16.
     *
     * @param step the step of the last subframe before
     * @return the step of the last one
     */
    static int decode(FrameSymbols frame, int step, int[] outQ16) {
        for (int i = 0; i < frame.subframes; i++) {
            int symbol = frame.gains[i];
            if (i == 0 && !frame.conditional) {
                step = Math.max(symbol, step - LARGEST_FALL);
            } else {
                int change = symbol - NO_CHANGE;
                int doubled = FIRST_DOUBLED + step;
                step += change > doubled ? 2 * change - doubled : change;
            }
            step = Math.clamp(step, 0, STEPS - 1);
            outQ16[i] = GAIN_Q16[step];
        }
        return step;
    }
}
