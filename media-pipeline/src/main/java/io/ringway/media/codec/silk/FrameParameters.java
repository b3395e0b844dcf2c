package io.ringway.media.codec.silk;

import java.util.Arrays;

/**
 * What drives the synthesis of a frame: its symbols made into gains, filters and lags, with what
 * the stream was before (RFC 6716 §4.2.7.4 to 6). One a thread.
 */
final class FrameParameters {

    static final int ORDER = SpectralEnvelope.ORDER;

    /** Taps of long-term prediction. */
    static final int TAPS = 5;

    private static final int SHORTEST_LAG = 32;
    private static final int LONGEST_LAG = 288;

    /** Resonances are widened by this after a loss, in Q16: 0.97. */
    private static final int AFTER_LOSS_Q16 = 63_570;

    private static final int[] SCALES_Q14 = {15_565, 12_288, 8_192};

    final int[] gainsQ16 = new int[4];

    /** Line spectral frequencies of the frame's end. */
    final int[] lineQ15 = new int[ORDER];

    /** Prediction in the first and in the second half of a frame. */
    final int[] firstFilterQ12 = new int[ORDER];

    final int[] filterQ12 = new int[ORDER];
    boolean interpolated;

    /** By subframe; 0 where there is no voice. */
    final int[] lags = new int[4];

    final int[] tapsQ14 = new int[4 * TAPS];
    int scaleQ14;

    private final int[] firstLineQ15 = new int[ORDER];
    private final PredictionFilter prediction;

    FrameParameters(PredictionFilter prediction) {
        this.prediction = prediction;
    }

    /** Makes the parameters of a frame, and keeps of them in the stream what the next one needs. */
    void decode(FrameSymbols frame, StreamState stream) {
        stream.gainStep = SubframeGains.decode(frame, stream.gainStep, gainsQ16);
        decodeFilters(frame, stream);
        if (frame.signalType == FrameSymbols.VOICED) {
            decodeLags(frame);
            decodeTaps(frame);
            scaleQ14 = SCALES_Q14[frame.scaling];
        } else {
            Arrays.fill(lags, 0);
            Arrays.fill(tapsQ14, 0);
            scaleQ14 = 0;
        }
    }

    private void decodeFilters(FrameSymbols frame, StreamState stream) {
        SpectralEnvelope.decode(frame, lineQ15);
        prediction.derive(lineQ15, filterQ12);
        interpolated = frame.interpolation < FrameSymbols.NOT_INTERPOLATED && !stream.fresh;
        if (interpolated) {
            SpectralEnvelope.interpolate(
                    stream.lineQ15, lineQ15, frame.interpolation, firstLineQ15);
            prediction.derive(firstLineQ15, firstFilterQ12);
        } else {
            System.arraycopy(filterQ12, 0, firstFilterQ12, 0, ORDER);
        }
        for (int i = 0; i < ORDER; i++) {
            stream.lineQ15[i] = (short) lineQ15[i];
        }
        if (stream.losses > 0) {
            PredictionFilter.widenQ12(firstFilterQ12, AFTER_LOSS_Q16);
            PredictionFilter.widenQ12(filterQ12, AFTER_LOSS_Q16);
        }
    }

    /** RFC 6716 §4.2.7.6.1. */
    private void decodeLags(FrameSymbols frame) {
        boolean whole = frame.subframes == 4;
        byte[] contours = whole ? PitchTables.CONTOUR_LAGS : PitchTables.CONTOUR_LAGS_10_MS;
        int step = whole ? 34 : 12;
        for (int i = 0; i < frame.subframes; i++) {
            int lag = SHORTEST_LAG + frame.lag + contours[i * step + frame.contour];
            lags[i] = Math.clamp(lag, SHORTEST_LAG, LONGEST_LAG);
        }
    }

    /** RFC 6716 §4.2.7.6.2. */
    private void decodeTaps(FrameSymbols frame) {
        byte[] book =
                switch (frame.periodicity) {
                    case 0 -> PitchTables.FILTERS_OF_8_Q7;
                    case 1 -> PitchTables.FILTERS_OF_16_Q7;
                    default -> PitchTables.FILTERS_OF_32_Q7;
                };
        for (int i = 0; i < frame.subframes; i++) {
            for (int tap = 0; tap < TAPS; tap++) {
                tapsQ14[TAPS * i + tap] = book[TAPS * frame.filters[i] + tap] << 7;
            }
        }
    }
}
