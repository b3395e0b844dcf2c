package io.ringway.media.voice;

/**
 * Splits a signal into its lower and upper half band at half the rate: two chains of first-order
 * all-pass sections over the even and the odd samples, whose sum is the lower band and whose
 * difference the upper one. From 0.58 of the Nyquist frequency on, the lower band is 60 dB down.
 */
final class HalfBandSplit {

    private final AllPass even = new AllPass(0.0887806f, 0.5727885f);
    private final AllPass odd = new AllPass(0.3061764f, 0.8493121f);

    /**
     * Splits the next samples.
     *
     * @param pairs half the number of samples in {@code in}
     * @param low takes {@code pairs} samples; may be {@code in} itself at the same index
     * @return mean power of the upper band, in the square of the samples' unit
     */
    float split(float[] in, int from, int pairs, float[] low, int lowFrom) {
        float upper = 0;
        for (int i = 0; i < pairs; i++) {
            float a = odd.next(in[from + 2 * i]);
            float b = even.next(in[from + 2 * i + 1]);
            low[lowFrom + i] = 0.5f * (a + b);
            float high = 0.5f * (b - a);
            upper += high * high;
        }
        return upper / pairs;
    }

    void reset() {
        even.reset();
        odd.reset();
    }

    /** Two sections of the form (c + z⁻¹) / (1 + c·z⁻¹) one after the other. */
    private static final class AllPass {

        private final float first;
        private final float second;
        private float firstIn;
        private float firstOut;
        private float secondOut;

        AllPass(float first, float second) {
            this.first = first;
            this.second = second;
        }

        float next(float in) {
            float middle = firstIn + first * (in - firstOut);
            float out = firstOut + second * (middle - secondOut);
            firstIn = in;
            firstOut = middle;
            secondOut = out;
            return out;
        }

        void reset() {
            firstIn = 0;
            firstOut = 0;
            secondOut = 0;
        }
    }
}
