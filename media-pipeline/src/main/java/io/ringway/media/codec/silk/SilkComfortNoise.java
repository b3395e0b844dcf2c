package io.ringway.media.codec.silk;

import static io.ringway.media.codec.silk.FixedPoint.timesQ16;

import java.util.Arrays;

/**
 * Noise like the background of the caller, learnt from frames without voice and added to what is
 * concealed, as loud as the concealment is not (RFC 6716 §4.4 leaves the how to the decoder).
 */
final class SilkComfortNoise {

    private static final int ORDER = SpectralEnvelope.ORDER;
    private static final int SUBFRAME = Synthesis.SUBFRAME;
    private static final int PAST = StreamState.PAST;
    private static final short LINE_SHARE_Q16 = 16_348;
    private static final short GAIN_SHARE_Q16 = 4_634;
    private static final int FIRST_SEED = 3_176_576;
    private static final int LINE_STEP_Q15 = Short.MAX_VALUE / (ORDER + 1);

    private final short[] excitationQ10 = new short[Excitation.LONGEST];
    private final short[] lineQ15 = new short[ORDER];
    private final int[] synthesisQ14 = new int[ORDER];
    private int gainQ16;
    private int seed;
    private boolean sounding;

    SilkComfortNoise() {
        reset();
    }

    void reset() {
        Arrays.fill(excitationQ10, (short) 0);
        for (int i = 0; i < ORDER; i++) {
            lineQ15[i] = (short) (LINE_STEP_Q15 * (i + 1));
        }
        Arrays.fill(synthesisQ14, 0);
        gainQ16 = 0;
        seed = FIRST_SEED;
        sounding = false;
    }

    /** Learns from a frame that came. */
    void learn(FrameSymbols frame, FrameParameters parameters, StreamState stream) {
        if (sounding) {
            Arrays.fill(synthesisQ14, 0);
            sounding = false;
        }
        if (frame.signalType != FrameSymbols.INACTIVE) {
            return;
        }
        int loudest = 0;
        int largest = 0;
        for (int k = 0; k < frame.subframes; k++) {
            if (parameters.gainsQ16[k] > largest) {
                largest = parameters.gainsQ16[k];
                loudest = k;
            }
            gainQ16 += timesQ16(parameters.gainsQ16[k] - gainQ16, GAIN_SHARE_Q16);
        }
        for (int i = 0; i < ORDER; i++) {
            int change = parameters.lineQ15[i] - lineQ15[i];
            lineQ15[i] += (short) timesQ16(change, LINE_SHARE_Q16);
        }
        int kept = (frame.subframes - 1) * SUBFRAME;
        System.arraycopy(excitationQ10, 0, excitationQ10, SUBFRAME, kept);
        System.arraycopy(stream.excitationQ10, loudest * SUBFRAME, excitationQ10, 0, SUBFRAME);
    }

    /** Adds noise to a concealed frame that stands behind the past of the synthesis' signal. */
    void add(int samples, int concealedGainQ16, Workspace work) {
        sounding = true;
        int gainQ10 = missingGainQ16(concealedGainQ16) >> 6;
        int mask = samples > 255 ? 255 : 127;
        int[] driven = work.synthesis.excitationQ14;
        for (int i = 0; i < samples; i++) {
            seed = FixedPoint.random(seed);
            driven[i] = excitationQ10[(seed >> 24) & mask] << 4;
        }
        int[] line = work.parameters.lineQ15;
        for (int i = 0; i < ORDER; i++) {
            line[i] = lineQ15[i];
        }
        int[] filter = work.parameters.filterQ12;
        work.prediction.derive(line, filter);
        int[] synthesis = work.synthesis.residualQ15;
        System.arraycopy(synthesisQ14, 0, synthesis, 0, ORDER);
        Synthesis.shortTerm(driven, 0, synthesis, 0, samples, filter);
        System.arraycopy(synthesis, samples, synthesisQ14, 0, ORDER);
        short[] signal = work.synthesis.signal;
        for (int i = 0; i < samples; i++) {
            int noise = FixedPoint.rounded(timesQ16(synthesis[ORDER + i], gainQ10), 8);
            noise = FixedPoint.saturated16(noise);
            signal[PAST + i] = (short) FixedPoint.saturated16(signal[PAST + i] + noise);
        }
    }

    /** What the gain of concealment leaves to that of the background, added as powers. */
    private int missingGainQ16(int concealed) {
        if (concealed >= 1 << 21 || gainQ16 > 1 << 23) {
            int power = (concealed >> 16) * (concealed >> 16);
            power = (gainQ16 >> 16) * (gainQ16 >> 16) - (power << 5);
            return FixedPoint.squareRoot(power) << 16;
        }
        int power = timesQ16(concealed, concealed);
        power = timesQ16(gainQ16, gainQ16) - (power << 5);
        return FixedPoint.squareRoot(power) << 8;
    }
}
