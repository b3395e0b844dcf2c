package io.ringway.media.codec.silk;

import static io.ringway.media.codec.silk.FixedPoint.timesQ16;

import java.util.Arrays;

/**
 * What is heard instead of a frame that did not come: the last pitch period over again, with random
 * pieces of the last excitation, both fading (but not the background), through the last filter with
 * resonances that widen. The first frame after it fades in where it is louder.
 *
 * <p>RFC 6716 §4.4 leaves this to the decoder; the numbers are those of the reference decoder, so
 * that what comes after a loss is the same as well.
 */
final class LossConcealment {

    private static final int ORDER = SpectralEnvelope.ORDER;
    private static final int SUBFRAME = Synthesis.SUBFRAME;
    private static final int PAST = StreamState.PAST;
    private static final int REACH = FrameParameters.TAPS / 2;

    /** What pitch repetition keeps in 5 ms: in the first lost frame, and later (Q15). */
    private static final int[] VOICE_KEPT_Q15 = {32_440, 31_130};

    private static final int[] NOISE_OF_VOICE_KEPT_Q15 = {31_130, 26_214};
    private static final int[] NOISE_KEPT_Q15 = {32_440, 29_491};

    private static final int WIDER_Q16 = 64_881;
    private static final int LEAST_TAP_Q14 = 11_469;
    private static final int LARGEST_TAP_Q14 = 15_565;
    private static final int LEAST_NOISE_Q14 = 3_277;
    private static final int RANDOM_PIECE = 128;
    private static final int LAG_WITHOUT_VOICE = 288 << 8;
    private static final int LONGEST_LAG_Q8 = 288 << 8;
    private static final short LAG_GROWTH_Q16 = 655;

    private final short[] filterQ12 = new short[ORDER];
    private int tapQ14;
    private int lagQ8;
    private int gainBeforeQ16;
    private int gainQ16;
    private int scaleQ14;
    private int subframes;
    private int seed;
    private int noiseQ14;

    LossConcealment() {
        reset();
    }

    void reset() {
        Arrays.fill(filterQ12, (short) 0);
        tapQ14 = 0;
        lagQ8 = 0;
        gainBeforeQ16 = 1 << 16;
        gainQ16 = 1 << 16;
        scaleQ14 = 0;
        subframes = 0;
        seed = 0;
        noiseQ14 = 0;
    }

    /** How loud the random part is, as a gain in Q16. */
    int noiseGainQ16() {
        return timesQ16(noiseQ14, gainQ16);
    }

    /** Remembers a frame that came. */
    void remember(FrameSymbols frame, FrameParameters parameters) {
        int last = frame.subframes - 1;
        if (frame.signalType == FrameSymbols.VOICED) {
            rememberPitch(last, parameters);
        } else {
            lagQ8 = LAG_WITHOUT_VOICE;
            tapQ14 = 0;
        }
        for (int i = 0; i < ORDER; i++) {
            filterQ12[i] = (short) parameters.filterQ12[i];
        }
        scaleQ14 = parameters.scaleQ14;
        gainBeforeQ16 = parameters.gainsQ16[last - 1];
        gainQ16 = parameters.gainsQ16[last];
        subframes = frame.subframes;
    }

    /** The strongest prediction within the last pitch period, as a single tap. */
    private void rememberPitch(int last, FrameParameters parameters) {
        int strongest = 0;
        for (int k = last; k >= 0 && (last - k) * SUBFRAME < parameters.lags[last]; k--) {
            int sum = 0;
            for (int tap = 0; tap < FrameParameters.TAPS; tap++) {
                sum += parameters.tapsQ14[FrameParameters.TAPS * k + tap];
            }
            if (sum > strongest) {
                strongest = sum;
                lagQ8 = parameters.lags[k] << 8;
            }
        }
        tapQ14 = strongest;
        if (strongest < LEAST_TAP_Q14) {
            int scaleQ10 = (LEAST_TAP_Q14 << 10) / Math.max(strongest, 1);
            tapQ14 = ((short) strongest * (short) scaleQ10) >> 10;
        } else if (strongest > LARGEST_TAP_Q14) {
            int scale = (LARGEST_TAP_Q14 << 14) / strongest;
            tapQ14 = ((short) strongest * (short) scale) >> 14;
        }
    }

    /** Writes a frame behind the first {@link #PAST} samples of the synthesis' signal. */
    void conceal(int count, StreamState stream, Workspace work) {
        int[] filter = work.parameters.filterQ12;
        if (stream.fresh) {
            Arrays.fill(filterQ12, (short) 0);
            lagQ8 = lagQ8 == 0 ? (count * SUBFRAME) << 7 : lagQ8;
        }
        int piece = quietestPiece(count, stream, work.pcm);
        for (int i = 0; i < ORDER; i++) {
            filter[i] = filterQ12[i];
        }
        PredictionFilter.widenQ12(filter, WIDER_Q16);
        for (int i = 0; i < ORDER; i++) {
            filterQ12[i] = (short) filter[i];
        }
        int later = Math.min(1, stream.losses);
        int kept = noiseKeptQ15(later, stream, work.prediction, filter);
        Synthesis synthesis = work.synthesis;
        System.arraycopy(stream.past, 0, synthesis.signal, 0, PAST);
        int lag = excitePast(synthesis, filter);
        for (int k = 0; k < count; k++) {
            excite(synthesis.residualQ15, PAST + k * SUBFRAME, lag, stream.excitationQ10, piece);
            tapQ14 = (VOICE_KEPT_Q15[later] * tapQ14) >> 15;
            if (stream.signalType != FrameSymbols.INACTIVE) {
                noiseQ14 = (noiseQ14 * kept) >> 15;
            }
            lagQ8 = Math.min(lagQ8 + timesQ16(lagQ8, LAG_GROWTH_Q16), LONGEST_LAG_Q8);
            lag = FixedPoint.rounded(lagQ8, 8);
        }
        synthesis.synthesizeConcealment(count * SUBFRAME, filter, gainQ16 >> 6, stream);
        stream.lag = lag;
        stream.losses++;
    }

    /** Begin of the excitation that noise is picked from: the quieter of the last subframes. */
    private int quietestPiece(int count, StreamState stream, short[] scaled) {
        short[] excitation = stream.excitationQ10;
        int at = (count - 2) * SUBFRAME;
        scale(excitation, at, gainBeforeQ16 >> 6, scaled, 0);
        scale(excitation, at + SUBFRAME, gainQ16 >> 6, scaled, SUBFRAME);
        int shiftBefore = Energy.shift(scaled, 0, SUBFRAME);
        int shift = Energy.shift(scaled, SUBFRAME, SUBFRAME);
        int before = Energy.of(scaled, 0, SUBFRAME, shiftBefore) >> shift;
        int last = Energy.of(scaled, SUBFRAME, SUBFRAME, shift) >> shiftBefore;
        int end = (before < last ? subframes - 1 : subframes) * SUBFRAME;
        return Math.max(0, end - RANDOM_PIECE);
    }

    private static void scale(short[] excitationQ10, int from, int gainQ10, short[] out, int to) {
        for (int i = 0; i < SUBFRAME; i++) {
            int value = timesQ16(excitationQ10[from + i] << 4, gainQ10) >> 8;
            out[to + i] = (short) FixedPoint.saturated16(value);
        }
    }

    /** Sets the noise of the first lost frame; what 5 ms keep of it. */
    private int noiseKeptQ15(
            int later, StreamState stream, PredictionFilter prediction, int[] filter) {
        boolean voiced = stream.signalType == FrameSymbols.VOICED;
        int kept = voiced ? NOISE_OF_VOICE_KEPT_Q15[later] : NOISE_KEPT_Q15[later];
        if (stream.losses > 0) {
            return kept;
        }
        noiseQ14 = 1 << 14;
        if (voiced) {
            noiseQ14 = Math.max(LEAST_NOISE_Q14, noiseQ14 - tapQ14);
            noiseQ14 = (noiseQ14 * scaleQ14) >> 14;
            return kept;
        }
        int inverseGain = Math.clamp(prediction.inverseGainQ30(filter), 1 << 22, 1 << 27);
        return timesQ16(inverseGain << 3, (short) kept) >> 14;
    }

    private int excitePast(Synthesis synthesis, int[] filter) {
        int lag = FixedPoint.rounded(lagQ8, 8);
        int inverseQ30 = Math.min(FixedPoint.inverse(gainQ16, 46), Integer.MAX_VALUE >> 1);
        synthesis.excitePast(PAST - lag - REACH, filter, inverseQ30);
        return lag;
    }

    private void excite(int[] residualQ14, int at, int lag, short[] pieces, int piece) {
        for (int i = at; i < at + SUBFRAME; i++) {
            int predicted = 2 + timesQ16(residualQ14[i - lag], (short) tapQ14);
            seed = FixedPoint.random(seed);
            int random = pieces[piece + ((seed >> 25) & (RANDOM_PIECE - 1))] << 4;
            residualQ14[i] = (predicted + timesQ16(random, (short) noiseQ14)) << 2;
        }
    }
}
