package io.ringway.media.codec;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Designs the resampler's filter: a sinc under a Kaiser window, cut into phases.
 *
 * <p>Source: J. F. Kaiser, "Nonrecursive digital filter design using the I0-sinh window function",
 * 1974. Thread: any.
 */
final class LowPass {

    /** Wanted attenuation from the lower rate's Nyquist frequency on; more than is promised. */
    private static final double STOP_BAND_DB = 92;

    private static final double KAISER_BETA = 0.1102 * (STOP_BAND_DB - 8.7);

    /**
     * Width of the transition band in parts of the lower rate; it ends at the Nyquist frequency.
     */
    private static final double TRANSITION = 0.07;

    /** One for each pair of rates that was ever asked for. */
    private static final Map<Band, float[][]> DESIGNED = new ConcurrentHashMap<>();

    private LowPass() {}

    /**
     * Taps that keep what both rates can carry.
     *
     * @param inRateHz rate of the input
     * @param up by how much the filter's own rate exceeds the input's
     * @param lowerRateHz the lower of input and output rate
     * @param multiple the number of taps of a phase is one of this
     * @return one row a phase, each in the order in which old to new samples are multiplied; not to
     *     be written, for it is shared
     */
    static float[][] phases(int inRateHz, int up, int lowerRateHz, int multiple) {
        return DESIGNED.computeIfAbsent(
                new Band(inRateHz, up, lowerRateHz, multiple), LowPass::design);
    }

    private static float[][] design(Band band) {
        int up = band.up;
        double lowerRate = (double) band.lowerRateHz / ((double) band.inRateHz * up);
        double cutoff = (0.5 - TRANSITION / 2) * lowerRate;
        int tapsPerPhase = tapsPerPhase(TRANSITION * lowerRate, up, band.multiple);
        float[][] phases = new float[up][tapsPerPhase];
        int length = tapsPerPhase * up;
        double middle = (length - 1) / 2.0;
        for (int i = 0; i < length; i++) {
            double value = up * sinc(cutoff, i - middle) * kaiser((i - middle) / (middle + 1));
            phases[i % up][tapsPerPhase - 1 - i / up] = (float) value;
        }
        return phases;
    }

    private static int tapsPerPhase(double transition, int up, int multiple) {
        double length = (STOP_BAND_DB - 7.95) / (14.36 * transition) + 1;
        return (int) Math.ceil(length / up / multiple) * multiple;
    }

    private static double sinc(double cutoff, double t) {
        return t == 0 ? 2 * cutoff : Math.sin(2 * Math.PI * cutoff * t) / (Math.PI * t);
    }

    private static double kaiser(double x) {
        return bessel(KAISER_BETA * Math.sqrt(1 - x * x)) / bessel(KAISER_BETA);
    }

    /** Modified Bessel function of the first kind and order zero, by its power series. */
    private static double bessel(double x) {
        double term = 1;
        double sum = 1;
        for (int k = 1; term > sum * 1e-17; k++) {
            term *= x * x / 4 / ((double) k * k);
            sum += term;
        }
        return sum;
    }

    private record Band(int inRateHz, int up, int lowerRateHz, int multiple) {}
}
