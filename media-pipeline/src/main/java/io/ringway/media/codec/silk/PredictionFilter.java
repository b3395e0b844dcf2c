package io.ringway.media.codec.silk;

/**
 * Coefficients of short-term prediction from line spectral frequencies (RFC 6716 §4.2.7.5.6 to 8):
 * made to fit 16 bits, and then stable, by widening the resonances as often as it takes.
 *
 * <p>Holds what it needs to work; one a thread.
 */
final class PredictionFilter {

    private static final int ORDER = SpectralEnvelope.ORDER;
    private static final int HALF = ORDER / 2;

    /** In which order frequencies are multiplied, for the sake of precision (table 27). */
    private static final int[] ORDERING = {0, 15, 8, 7, 4, 11, 12, 3, 2, 13, 10, 5, 6, 9, 14, 1};

    private static final int TO_Q12 = 5;
    private static final int MOST_ROUNDS_TO_FIT = 10;
    private static final int MOST_ROUNDS_TO_STABLE = 16;

    /** Largest that the search for a factor bears: (2<sup>31</sup> &gt;&gt; 14) + 32,767. */
    private static final int LARGEST_TO_FIT = 163_838;

    /** 0.99975 in Q24: what a reflection coefficient may be at most. */
    private static final int REFLECTION_LIMIT_Q24 = 16_773_022;

    /** 10<sup>-4</sup> in Q30: gain of prediction is at most 40 dB. */
    private static final int LEAST_INVERSE_GAIN_Q30 = 107_374;

    private final int[] cosines = new int[ORDER];
    private final int[] even = new int[HALF + 1];
    private final int[] odd = new int[HALF + 1];
    private final int[] wide = new int[ORDER];
    private final int[] reflected = new int[ORDER];

    /** Writes the 16 coefficients in Q12. */
    void derive(int[] lineQ15, int[] outQ12) {
        for (int i = 0; i < ORDER; i++) {
            int at = lineQ15[i] >> 8;
            int cosine = SpectrumTables.COSINE_Q12[at];
            int slope = SpectrumTables.COSINE_Q12[at + 1] - cosine;
            int value = (cosine << 8) + slope * (lineQ15[i] & 0xFF);
            cosines[ORDERING[i]] = FixedPoint.rounded(value, 4);
        }
        multiply(0, even);
        multiply(1, odd);
        for (int i = 0; i < HALF; i++) {
            int sum = even[i + 1] + even[i];
            int difference = odd[i + 1] - odd[i];
            wide[i] = -difference - sum;
            wide[ORDER - 1 - i] = difference - sum;
        }
        fit(outQ12);
        for (int round = 0; round < MOST_ROUNDS_TO_STABLE; round++) {
            if (inverseGainQ30(outQ12) != 0) {
                return;
            }
            widen(wide, 65_536 - (2 << round));
            round(outQ12);
        }
    }

    /** Narrower resonances: each coefficient times a power of the factor. */
    static void widenQ12(int[] coefficients, int factorQ16) {
        int power = factorQ16;
        for (int i = 0; i < ORDER; i++) {
            coefficients[i] = (short) FixedPoint.rounded(power * coefficients[i], 16);
            power += FixedPoint.rounded(power * (factorQ16 - 65_536), 16);
        }
    }

    /**
     * Inverse of the energy gain of prediction, in Q30, or 0 when the filter is unstable or nearly
     * so: Levinson's recursion backwards (RFC 6716 §4.2.7.5.8).
     */
    int inverseGainQ30(int[] coefficientsQ12) {
        int[] a = reflected;
        int sum = 0;
        for (int i = 0; i < ORDER; i++) {
            sum += coefficientsQ12[i];
            a[i] = coefficientsQ12[i] << 12;
        }
        if (sum >= 4_096) {
            return 0;
        }
        int inverseGain = 1 << 30;
        for (int k = ORDER - 1; ; k--) {
            if (Math.abs(a[k]) > REFLECTION_LIMIT_Q24) {
                return 0;
            }
            int reflection = -(a[k] << 7);
            int rest = (1 << 30) - FixedPoint.timesQ32(reflection, reflection);
            inverseGain = FixedPoint.timesQ32(inverseGain, rest) << 2;
            if (inverseGain < LEAST_INVERSE_GAIN_Q30) {
                return 0;
            }
            if (k == 0) {
                return inverseGain;
            }
            if (!stepDown(a, k, reflection, rest)) {
                return 0;
            }
        }
    }

    /** From order k + 1 to k. */
    private static boolean stepDown(int[] a, int k, int reflection, int rest) {
        int shift = 32 - Integer.numberOfLeadingZeros(rest);
        int factor = FixedPoint.inverse(rest, shift + 30);
        for (int low = 0; low < (k + 1) >> 1; low++) {
            int high = k - 1 - low;
            int lower = a[low];
            int upper = a[high];
            long newLower = (long) reduced(lower, upper, reflection) * factor;
            long newUpper = (long) reduced(upper, lower, reflection) * factor;
            newLower = FixedPoint.rounded(newLower, shift);
            newUpper = FixedPoint.rounded(newUpper, shift);
            if (newLower != (int) newLower || newUpper != (int) newUpper) {
                return false;
            }
            a[low] = (int) newLower;
            a[high] = (int) newUpper;
        }
        return true;
    }

    private static int reduced(int a, int mirrored, int reflectionQ31) {
        int product = (int) FixedPoint.rounded((long) mirrored * reflectionQ31, 31);
        return FixedPoint.saturated32((long) a - product);
    }

    /** One of the two symmetric polynomials whose zeros every second frequency is. */
    private void multiply(int first, int[] polynomial) {
        polynomial[0] = 1 << 16;
        polynomial[1] = -cosines[first];
        for (int k = 1; k < HALF; k++) {
            long cosine = cosines[first + 2 * k];
            polynomial[k + 1] =
                    (polynomial[k - 1] << 1) - (int) FixedPoint.rounded(cosine * polynomial[k], 16);
            for (int n = k; n > 1; n--) {
                polynomial[n] +=
                        polynomial[n - 2]
                                - (int) FixedPoint.rounded(cosine * polynomial[n - 1], 16);
            }
            polynomial[1] -= (int) cosine;
        }
    }

    /** RFC 6716 §4.2.7.5.7. */
    private void fit(int[] outQ12) {
        for (int round = 0; round < MOST_ROUNDS_TO_FIT; round++) {
            int at = 0;
            int largest = 0;
            for (int i = 0; i < ORDER; i++) {
                int size = Math.abs(wide[i]);
                if (size > largest) {
                    largest = size;
                    at = i;
                }
            }
            int size = FixedPoint.rounded(largest, TO_Q12);
            if (size <= Short.MAX_VALUE) {
                round(outQ12);
                return;
            }
            size = Math.min(size, LARGEST_TO_FIT);
            int factor = 65_470 - ((size - Short.MAX_VALUE) << 14) / ((size * (at + 1)) >> 2);
            widen(wide, factor);
        }
        for (int i = 0; i < ORDER; i++) {
            outQ12[i] = FixedPoint.saturated16(FixedPoint.rounded(wide[i], TO_Q12));
            wide[i] = outQ12[i] << TO_Q12;
        }
    }

    private void round(int[] outQ12) {
        for (int i = 0; i < ORDER; i++) {
            outQ12[i] = (short) FixedPoint.rounded(wide[i], TO_Q12);
        }
    }

    private static void widen(int[] coefficients, int factorQ16) {
        int power = factorQ16;
        for (int i = 0; i < ORDER; i++) {
            coefficients[i] = FixedPoint.timesQ16(power, coefficients[i]);
            power += FixedPoint.rounded(power * (factorQ16 - 65_536), 16);
        }
    }
}
