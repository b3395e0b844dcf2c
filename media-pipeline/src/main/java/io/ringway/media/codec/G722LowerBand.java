package io.ringway.media.codec;

import java.util.Arrays;

/**
 * The 0–4 kHz half of G.722: six bits a sample, of which the four upper ones drive the adaptation
 * (ITU-T G.722 §6.2). Its limits, levels and weights are those of the recommendation's tables.
 */
final class G722LowerBand {

    /** Upper limits of the quantizer's intervals but for the last, in 1/4096 of the step. */
    private static final int[] LIMITS = {
        35, 72, 110, 150, 190, 233, 276, 323, 370, 422, 473, 530, 587, 650, 714, 786, 858, 940,
        1_023, 1_121, 1_219, 1_339, 1_458, 1_612, 1_765, 1_980, 2_195, 2_557, 2_919
    };

    /** What the intervals stand for, in 1/32768 of the step. */
    private static final int[] LEVELS = {
        136, 432, 728, 1_040, 1_360, 1_688, 2_032, 2_400, 2_776, 3_168, 3_576, 4_008, 4_464, 4_944,
        5_456, 6_000, 6_576, 7_192, 7_856, 8_576, 9_360, 10_232, 11_192, 12_280, 13_512, 14_984,
        16_704, 19_008, 21_904, 24_808
    };

    /** The same for the four upper bits alone. */
    private static final int[] COARSE_LEVELS = {
        0, 1_200, 2_584, 4_240, 6_288, 8_968, 12_896, 20_456
    };

    private static final int[] COARSE_WEIGHTS = {-60, -30, 58, 172, 334, 538, 1_198, 3_042};

    /** By code: the level with its sign. Codes 0 to 3 are never sent. */
    private static final int[] LEVEL_OF_CODE = new int[64];

    private static final int[] COARSE_LEVEL_OF_CODE = new int[16];
    private static final int[] WEIGHT_OF_CODE = new int[16];

    static {
        Arrays.fill(LEVEL_OF_CODE, 0, 4, -LEVELS[0]);
        for (int interval = 0; interval < LEVELS.length; interval++) {
            LEVEL_OF_CODE[code(interval, false)] = LEVELS[interval];
            LEVEL_OF_CODE[code(interval, true)] = -LEVELS[interval];
        }
        for (int level = 1; level < COARSE_LEVELS.length; level++) {
            COARSE_LEVEL_OF_CODE[15 - level] = COARSE_LEVELS[level];
            COARSE_LEVEL_OF_CODE[8 - level] = -COARSE_LEVELS[level];
        }
        for (int code = 0; code < WEIGHT_OF_CODE.length; code++) {
            WEIGHT_OF_CODE[code] = COARSE_WEIGHTS[code == 0 ? 0 : code < 8 ? 8 - code : 15 - code];
        }
    }

    private final G722Predictor predictor = new G722Predictor();
    private final G722Scale scale = G722Scale.ofLowerBand();

    /** Codes a sample of 15 bits and follows its own decoder. */
    int encode(int sample) {
        int difference =
                Math.clamp(sample - predictor.prediction(), Short.MIN_VALUE, Short.MAX_VALUE);
        boolean isNegative = difference < 0;
        int code = code(interval(isNegative ? ~difference : difference), isNegative);
        adapt(code);
        return code;
    }

    /** The sample of 15 bits that six bits stand for. */
    int decode(int code) {
        int difference = (scale.step() * LEVEL_OF_CODE[code]) >> 15;
        int sample = Math.clamp(predictor.prediction() + difference, -16_384, 16_383);
        adapt(code);
        return sample;
    }

    void reset() {
        predictor.reset();
        scale.reset();
    }

    private void adapt(int code) {
        int coarse = code >> 2;
        predictor.update((scale.step() * COARSE_LEVEL_OF_CODE[coarse]) >> 15);
        scale.adapt(WEIGHT_OF_CODE[coarse]);
    }

    private int interval(int magnitude) {
        int from = 0;
        int to = LIMITS.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (magnitude < (LIMITS[middle] * scale.step()) >> 12) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        return from;
    }

    /** Downwards from 61, and from 31 for negative ones, whose two smallest are 63 and 62. */
    private static int code(int interval, boolean isNegative) {
        if (!isNegative) {
            return 61 - interval;
        }
        return interval < 2 ? 63 - interval : 33 - interval;
    }
}
