package io.ringway.media.codec.silk;

import static io.ringway.media.codec.silk.FixedPoint.timesQ16;

/**
 * Sound from an excitation: long-term prediction adds what was a pitch period before, short-term
 * prediction the resonances (RFC 6716 §4.2.7.9). One a thread.
 */
final class Synthesis {

    static final int ORDER = SpectralEnvelope.ORDER;
    static final int SUBFRAME = 80;
    static final int PAST = StreamState.PAST;

    private static final int REACH = FrameParameters.TAPS / 2;
    private static final int UNITY_Q16 = 1 << 16;
    private static final int QUARTER_Q14 = 1 << 12;

    /** What was before the frame, then the frame. */
    final short[] signal = new short[PAST + Excitation.LONGEST];

    final int[] excitationQ14 = new int[Excitation.LONGEST];

    /** Excitation with long-term prediction: before the frame at the same gain, then the frame. */
    final int[] residualQ15 = new int[PAST + Excitation.LONGEST];

    private final int[] whiteQ0 = new int[PAST + Excitation.LONGEST];
    private final int[] drivenQ14 = new int[SUBFRAME];
    private final int[] synthesisQ14 = new int[ORDER + Excitation.LONGEST];

    /** Synthesizes a frame behind {@code signal}'s first {@link #PAST} samples. */
    void run(FrameSymbols frame, FrameParameters parameters, StreamState stream) {
        frame.excitation.reconstruct(frame, excitationQ14);
        keepExcitation(stream, frame.subframes * SUBFRAME);
        System.arraycopy(stream.past, 0, signal, 0, PAST);
        System.arraycopy(stream.synthesisQ14, 0, synthesisQ14, 0, ORDER);
        boolean afterVoiceLost =
                stream.losses > 0
                        && stream.signalType == FrameSymbols.VOICED
                        && frame.signalType != FrameSymbols.VOICED;
        for (int k = 0; k < frame.subframes; k++) {
            if (afterVoiceLost && k < 2) {
                parameters.lags[k] = stream.lag;
                parameters.tapsQ14[FrameParameters.TAPS * k + REACH] = QUARTER_Q14;
            }
            subframe(k, parameters, stream);
        }
        System.arraycopy(synthesisQ14, frame.subframes * SUBFRAME, stream.synthesisQ14, 0, ORDER);
    }

    /** What was before a frame that did not come, as excitation in Q14. */
    void excitePast(int start, int[] filter, int inverseQ30) {
        whiten(signal, start, PAST, filter, whiteQ0);
        for (int i = start; i < PAST; i++) {
            residualQ15[i] = timesQ16(inverseQ30, (short) whiteQ0[i]);
        }
    }

    /** The frame of a concealment, whose excitation in Q14 is in {@code residualQ15}. */
    void synthesizeConcealment(int samples, int[] filter, int gainQ10, StreamState stream) {
        System.arraycopy(stream.synthesisQ14, 0, synthesisQ14, 0, ORDER);
        shortTerm(residualQ15, PAST, synthesisQ14, 0, samples, filter);
        toPcm(synthesisQ14, ORDER, gainQ10, signal, PAST, samples);
        System.arraycopy(synthesisQ14, samples, stream.synthesisQ14, 0, ORDER);
    }

    private void keepExcitation(StreamState stream, int samples) {
        short[] kept = stream.excitationQ10;
        for (int i = 0; i < samples; i++) {
            kept[i] = (short) FixedPoint.saturated16(excitationQ14[i] >> 4);
        }
    }

    private void subframe(int k, FrameParameters parameters, StreamState stream) {
        int at = k * SUBFRAME;
        int gainQ16 = parameters.gainsQ16[k];
        int changeQ16 = UNITY_Q16;
        if (gainQ16 != stream.gainQ16) {
            changeQ16 = FixedPoint.quotient(stream.gainQ16, gainQ16, 16);
            scale(synthesisQ14, at, at + ORDER, changeQ16);
            stream.gainQ16 = gainQ16;
        }
        int[] filter = k < 2 ? parameters.firstFilterQ12 : parameters.filterQ12;
        if (parameters.lags[k] != 0) {
            if (k == 0 || (k == 2 && parameters.interpolated)) {
                rewhiten(k, parameters, filter);
            } else if (changeQ16 != UNITY_Q16) {
                int end = PAST + at;
                scale(residualQ15, end - parameters.lags[k] - REACH, end, changeQ16);
            }
            predictLong(k, parameters.lags[k], parameters.tapsQ14);
        } else {
            System.arraycopy(excitationQ14, at, drivenQ14, 0, SUBFRAME);
        }
        shortTerm(drivenQ14, 0, synthesisQ14, at, SUBFRAME, filter);
        toPcm(synthesisQ14, at + ORDER, gainQ16 >> 6, signal, PAST + at, SUBFRAME);
    }

    /** What was before the subframe, as excitation at its gain (RFC 6716 §4.2.7.9.1). */
    private void rewhiten(int k, FrameParameters parameters, int[] filter) {
        int inverseQ31 = FixedPoint.inverse(parameters.gainsQ16[k], 47);
        if (k == 0) {
            inverseQ31 = timesQ16(inverseQ31, (short) parameters.scaleQ14) << 2;
        }
        int end = PAST + k * SUBFRAME;
        int start = end - parameters.lags[k] - REACH;
        whiten(signal, start, end, filter, whiteQ0);
        for (int i = start; i < end; i++) {
            residualQ15[i] = timesQ16(inverseQ31, (short) whiteQ0[i]);
        }
    }

    private void predictLong(int k, int lag, int[] tapsQ14) {
        int[] residual = residualQ15;
        int[] excitation = excitationQ14;
        int[] driven = drivenQ14;
        int tap = FrameParameters.TAPS * k;
        long a = tapsQ14[tap];
        long b = tapsQ14[tap + 1];
        long c = tapsQ14[tap + 2];
        long d = tapsQ14[tap + 3];
        long e = tapsQ14[tap + 4];
        int from = k * SUBFRAME;
        int to = PAST + from;
        int past = to - lag + REACH;
        for (int i = 0; i < SUBFRAME; i++) {
            int predicted = 2 + (int) ((residual[past + i] * a) >> 16);
            predicted += (int) ((residual[past + i - 1] * b) >> 16);
            predicted += (int) ((residual[past + i - 2] * c) >> 16);
            predicted += (int) ((residual[past + i - 3] * d) >> 16);
            predicted += (int) ((residual[past + i - 4] * e) >> 16);
            int value = excitation[from + i] + (predicted << 1);
            driven[i] = value;
            residual[to + i] = value << 1;
        }
    }

    private static void scale(int[] values, int from, int to, int factorQ16) {
        for (int i = from; i < to; i++) {
            values[i] = timesQ16(factorQ16, values[i]);
        }
    }

    /** What prediction leaves of a signal, in whole steps; reads 16 samples before. */
    static void whiten(short[] in, int from, int to, int[] filterQ12, int[] out) {
        int a0 = filterQ12[0];
        int a1 = filterQ12[1];
        int a2 = filterQ12[2];
        int a3 = filterQ12[3];
        int a4 = filterQ12[4];
        int a5 = filterQ12[5];
        int a6 = filterQ12[6];
        int a7 = filterQ12[7];
        int a8 = filterQ12[8];
        int a9 = filterQ12[9];
        int a10 = filterQ12[10];
        int a11 = filterQ12[11];
        int a12 = filterQ12[12];
        int a13 = filterQ12[13];
        int a14 = filterQ12[14];
        int a15 = filterQ12[15];
        for (int i = from; i < to; i++) {
            int rest = in[i] << 12;
            rest -= in[i - 1] * a0 + in[i - 2] * a1 + in[i - 3] * a2 + in[i - 4] * a3;
            rest -= in[i - 5] * a4 + in[i - 6] * a5 + in[i - 7] * a6 + in[i - 8] * a7;
            rest -= in[i - 9] * a8 + in[i - 10] * a9 + in[i - 11] * a10 + in[i - 12] * a11;
            rest -= in[i - 13] * a12 + in[i - 14] * a13 + in[i - 15] * a14 + in[i - 16] * a15;
            out[i] = FixedPoint.saturated16(((rest >> 11) + 1) >> 1);
        }
    }

    /**
     * Short-term synthesis.
     *
     * @param out the last 16 values from {@code at}, new ones behind them
     */
    static void shortTerm(int[] driven, int from, int[] out, int at, int samples, int[] filterQ12) {
        long a0 = filterQ12[0];
        long a1 = filterQ12[1];
        long a2 = filterQ12[2];
        long a3 = filterQ12[3];
        long a4 = filterQ12[4];
        long a5 = filterQ12[5];
        long a6 = filterQ12[6];
        long a7 = filterQ12[7];
        long a8 = filterQ12[8];
        long a9 = filterQ12[9];
        long a10 = filterQ12[10];
        long a11 = filterQ12[11];
        long a12 = filterQ12[12];
        long a13 = filterQ12[13];
        long a14 = filterQ12[14];
        long a15 = filterQ12[15];
        long last = out[at + 15];
        for (int i = 0; i < samples; i++) {
            int sum = 8 + (int) ((out[at + i] * a15) >> 16) + (int) ((out[at + i + 1] * a14) >> 16);
            sum += (int) ((out[at + i + 2] * a13) >> 16) + (int) ((out[at + i + 3] * a12) >> 16);
            sum += (int) ((out[at + i + 4] * a11) >> 16) + (int) ((out[at + i + 5] * a10) >> 16);
            sum += (int) ((out[at + i + 6] * a9) >> 16) + (int) ((out[at + i + 7] * a8) >> 16);
            sum += (int) ((out[at + i + 8] * a7) >> 16) + (int) ((out[at + i + 9] * a6) >> 16);
            sum += (int) ((out[at + i + 10] * a5) >> 16) + (int) ((out[at + i + 11] * a4) >> 16);
            sum += (int) ((out[at + i + 12] * a3) >> 16) + (int) ((out[at + i + 13] * a2) >> 16);
            sum += (int) ((out[at + i + 14] * a1) >> 16);
            sum += (int) ((last * a0) >> 16);
            int value = sumOf(driven[from + i], sum);
            out[at + ORDER + i] = value;
            last = value;
        }
    }

    /** Driven plus predicted in Q10, each step held within 32 bits. */
    private static int sumOf(int driven, int predictedQ10) {
        int predicted = predictedQ10 << 4;
        int sum = driven + predicted;
        boolean fits = predicted >> 4 == predictedQ10 && ((driven ^ sum) & (predicted ^ sum)) >= 0;
        return fits
                ? sum
                : FixedPoint.saturated32(
                        (long) driven + FixedPoint.saturated32((long) predictedQ10 << 4));
    }

    /** At a gain, rounded to 16 bits. */
    static void toPcm(int[] inQ14, int from, int gainQ10, short[] out, int to, int samples) {
        for (int i = 0; i < samples; i++) {
            int scaled = timesQ16(inQ14[from + i], gainQ10);
            out[to + i] = (short) FixedPoint.saturated16(((scaled >> 7) + 1) >> 1);
        }
    }
}
