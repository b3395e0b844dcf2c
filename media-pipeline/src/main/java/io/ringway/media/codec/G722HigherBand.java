package io.ringway.media.codec;

/**
 * The 4–8 kHz half of G.722: two bits a sample (ITU-T G.722 §6.2). Its limit, levels and weights
 * are those of the recommendation's tables.
 */
final class G722HigherBand {

    /** Between the two intervals, in 1/4096 of the step. */
    private static final int LIMIT = 564;

    /** By code: outer and inner level, negative and positive, in 1/32768 of the step. */
    private static final int[] LEVELS = {-7_408, -1_616, 7_408, 1_616};

    private static final int[] WEIGHTS = {798, -214, 798, -214};

    private final G722Predictor predictor = new G722Predictor();
    private final G722Scale scale = G722Scale.ofHigherBand();

    /** Codes a sample of 15 bits and follows its own decoder. */
    int encode(int sample) {
        int difference =
                Math.clamp(sample - predictor.prediction(), Short.MIN_VALUE, Short.MAX_VALUE);
        int magnitude = difference < 0 ? ~difference : difference;
        boolean isInner = magnitude < (LIMIT * scale.step()) >> 12;
        int code = (difference < 0 ? 0 : 2) + (isInner ? 1 : 0);
        decode(code);
        return code;
    }

    /** The sample of 15 bits that two bits stand for. */
    int decode(int code) {
        int difference = (scale.step() * LEVELS[code]) >> 15;
        int sample = Math.clamp(predictor.prediction() + difference, -16_384, 16_383);
        predictor.update(difference);
        scale.adapt(WEIGHTS[code]);
        return sample;
    }

    void reset() {
        predictor.reset();
        scale.reset();
    }
}
