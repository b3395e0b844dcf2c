package io.ringway.media.codec;

/**
 * The adaptive quantizer step of one G.722 sub-band, kept as a logarithm (ITU-T G.722 §6.2.1.3,
 * blocks 3L and 3H: LOGSC and SCALE).
 */
final class G722Scale {

    /** What a logarithm's fraction is worth. */
    private static final int[] LINEAR = new int[32];

    static {
        for (int i = 0; i < LINEAR.length; i++) {
            LINEAR[i] = (int) Math.round(2_048 * Math.pow(2, i / 32.0));
        }
    }

    private final int maxLogarithm;
    private final int maxExponent;
    private final int initialStep;
    private int logarithm;
    private int step;

    private G722Scale(int maxLogarithm, int maxExponent, int initialStep) {
        this.maxLogarithm = maxLogarithm;
        this.maxExponent = maxExponent;
        this.initialStep = initialStep;
        this.step = initialStep;
    }

    static G722Scale ofLowerBand() {
        return new G722Scale(18_432, 8, 32);
    }

    static G722Scale ofHigherBand() {
        return new G722Scale(22_528, 10, 8);
    }

    /** The quantizer's step now. */
    int step() {
        return step;
    }

    /** Leaks a little and moves by the weight of the level that was used. */
    void adapt(int weight) {
        logarithm = Math.clamp(((logarithm * 127) >> 7) + weight, 0, maxLogarithm);
        int linear = LINEAR[logarithm >> 6 & 31];
        int exponent = maxExponent - (logarithm >> 11);
        step = (exponent < 0 ? linear << -exponent : linear >> exponent) << 2;
    }

    void reset() {
        logarithm = 0;
        step = initialStep;
    }
}
