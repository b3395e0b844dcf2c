package io.ringway.media.codec.silk;

import java.util.Arrays;

/**
 * What a stream's next frame depends on (RFC 6716 §4.2.7.9): less than 2 KB, as thousands of
 * streams are decoded in turn.
 */
final class StreamState {

    /** Samples kept: 20 ms at 16 kHz. */
    static final int PAST = 320;

    private static final int FIRST_LAG = 100;
    private static final int FIRST_GAIN_STEP = 10;

    /** The last 20 ms as they were synthesized. */
    final short[] past = new short[PAST];

    /** Output of the short-term synthesis at a gain of 1, in Q14. */
    final int[] synthesisQ14 = new int[SpectralEnvelope.ORDER];

    /** The last frame's excitation, for concealment: Q10, held within 16 bits. */
    final short[] excitationQ10 = new short[Excitation.LONGEST];

    final short[] lineQ15 = new short[SpectralEnvelope.ORDER];

    /** Of the last subframe. */
    int gainQ16;

    int gainStep;
    int lag;
    int signalType;

    /** Nothing was decoded yet. */
    boolean fresh;

    /** Frames concealed in a row. */
    int losses;

    StreamState() {
        reset();
    }

    void reset() {
        Arrays.fill(past, (short) 0);
        Arrays.fill(synthesisQ14, 0);
        Arrays.fill(excitationQ10, (short) 0);
        Arrays.fill(lineQ15, (short) 0);
        gainQ16 = 1 << 16;
        gainStep = FIRST_GAIN_STEP;
        lag = FIRST_LAG;
        signalType = FrameSymbols.INACTIVE;
        fresh = true;
        losses = 0;
    }

    /** Lets the next gain be anything. */
    void forgetGain() {
        gainStep = FIRST_GAIN_STEP;
    }

    /** Puts a frame behind what is kept. */
    void append(short[] signal, int from, int samples) {
        System.arraycopy(past, samples, past, 0, PAST - samples);
        System.arraycopy(signal, from, past, PAST - samples, samples);
    }
}
