package io.ringway.media.codec;

import java.util.Arrays;

/**
 * The adaptive predictor of one G.722 sub-band: two poles, six zeros, in the recommendation's
 * 16-bit arithmetic (ITU-T G.722 §6.2.1.4, blocks 4L and 4H). Encoder and decoder run the same one.
 */
final class G722Predictor {

    private static final int ZEROS = 6;

    /** Leakage of the coefficients: 1 − 2⁻⁸ and, for the second pole, 1 − 2⁻⁷. */
    private static final int LEAK = 32_640;

    private static final int SECOND_POLE_LEAK = 32_512;

    private static final int SECOND_POLE_LIMIT = 12_288;
    private static final int POLES_LIMIT = 15_360;

    private final int[] zeros = new int[ZEROS];
    private final int[] differences = new int[ZEROS];
    private int pole1;
    private int pole2;
    private int reconstructed1;
    private int reconstructed2;
    private int partial1;
    private int partial2;
    private int zeroPrediction;
    private int prediction;

    /** What the next sample is expected to be. */
    int prediction() {
        return prediction;
    }

    /** Learns from the quantized difference between a sample and its prediction. */
    void update(int difference) {
        int reconstructed = clip(prediction + difference);
        int partial = clip(zeroPrediction + difference);
        adaptPoles(partial);
        adaptZeros(difference);
        reconstructed2 = reconstructed1;
        reconstructed1 = reconstructed;
        partial2 = partial1;
        partial1 = partial;
        int polePrediction =
                clip(
                        ((pole1 * clip(2 * reconstructed1)) >> 15)
                                + ((pole2 * clip(2 * reconstructed2)) >> 15));
        zeroPrediction = filterZeros();
        prediction = clip(polePrediction + zeroPrediction);
    }

    void reset() {
        Arrays.fill(zeros, 0);
        Arrays.fill(differences, 0);
        pole1 = 0;
        pole2 = 0;
        reconstructed1 = 0;
        reconstructed2 = 0;
        partial1 = 0;
        partial2 = 0;
        zeroPrediction = 0;
        prediction = 0;
    }

    /** UPPOL2, then UPPOL1, which is kept stable by the second pole's new value. */
    private void adaptPoles(int partial) {
        boolean like1 = (partial ^ partial1) >= 0;
        boolean like2 = (partial ^ partial2) >= 0;
        int quadruple = clip(pole1 << 2);
        int turned = like1 ? Math.min(-quadruple, Short.MAX_VALUE) : quadruple;
        int second = (turned >> 7) + (like2 ? 128 : -128) + ((pole2 * SECOND_POLE_LEAK) >> 15);
        pole2 = Math.clamp(second, -SECOND_POLE_LIMIT, SECOND_POLE_LIMIT);
        int limit = POLES_LIMIT - pole2;
        pole1 = Math.clamp((like1 ? 192 : -192) + ((pole1 * LEAK) >> 15), -limit, limit);
    }

    /** UPZERO with DELAYA: a step towards the sign of each correlation. */
    private void adaptZeros(int difference) {
        int step = difference == 0 ? 0 : 128;
        for (int i = ZEROS - 1; i >= 0; i--) {
            int towards = (difference ^ differences[i]) >= 0 ? step : -step;
            zeros[i] = clip(towards + ((zeros[i] * LEAK) >> 15));
            differences[i] = i == 0 ? difference : differences[i - 1];
        }
    }

    private int filterZeros() {
        int sum = 0;
        for (int i = 0; i < ZEROS; i++) {
            sum += (zeros[i] * clip(2 * differences[i])) >> 15;
        }
        return clip(sum);
    }

    private static int clip(int value) {
        return Math.clamp(value, Short.MIN_VALUE, Short.MAX_VALUE);
    }
}
