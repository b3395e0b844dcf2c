package io.ringway.bench.sound;

import java.util.Arrays;

/**
 * How loud each band of hearing is over time: 21 bands of equal width on the ERB scale (Glasberg
 * and Moore 1990) from 50 Hz to 8 kHz, frames of 32 ms, in decibels above a floor.
 */
final class Spectrogram {

    static final int RATE_HZ = 16_000;
    static final int BANDS = 21;

    /** Hops of the reference; what is compared with it has a finer grid. */
    static final int HOP = 256;

    static final int FINE_HOP = 64;

    private static final int FRAME = 512;
    private static final double LOWEST_HZ = 50;
    private static final double HIGHEST_HZ = 8_000;

    private final double[][] levels;

    private Spectrogram(double[][] levels) {
        this.levels = levels;
    }

    /**
     * @param pcm16k mono, 16 kHz
     * @param floorDb what is below counts as this; levels are told relative to it
     */
    static Spectrogram of(short[] pcm16k, int hop, double floorDb) {
        FourierTransform transform = new FourierTransform(FRAME);
        int[] bandOf = bands();
        int frames = Math.max(0, (pcm16k.length - FRAME) / hop + 1);
        double[][] levels = new double[frames][BANDS];
        double[] power = new double[FRAME / 2 + 1];
        for (int frame = 0; frame < frames; frame++) {
            transform.power(pcm16k, frame * hop, power);
            double[] sums = levels[frame];
            for (int bin = 0; bin < power.length; bin++) {
                if (bandOf[bin] >= 0) {
                    sums[bandOf[bin]] += power[bin];
                }
            }
            for (int band = 0; band < BANDS; band++) {
                sums[band] = Math.max(0, 10 * Math.log10(sums[band] + 1e-9) - floorDb);
            }
        }
        return new Spectrogram(levels);
    }

    int frames() {
        return levels.length;
    }

    /** Level in decibels above the floor; 0 beyond either end. */
    double level(int frame, int band) {
        return frame < 0 || frame >= levels.length ? 0 : levels[frame][band];
    }

    /** Mean level of each frame's bands. */
    double[] loudness() {
        return Arrays.stream(levels)
                .mapToDouble(bands -> Arrays.stream(bands).average().orElse(0))
                .toArray();
    }

    /** The highest level. */
    double peak() {
        double peak = 0;
        for (double[] frame : levels) {
            for (double level : frame) {
                peak = Math.max(peak, level);
            }
        }
        return peak;
    }

    private static int[] bands() {
        int[] bandOf = new int[FRAME / 2 + 1];
        double lowest = erbs(LOWEST_HZ);
        double width = (erbs(HIGHEST_HZ) - lowest) / BANDS;
        for (int bin = 0; bin < bandOf.length; bin++) {
            double hz = (double) bin * RATE_HZ / FRAME;
            int band = (int) Math.floor((erbs(hz) - lowest) / width);
            bandOf[bin] = hz < LOWEST_HZ ? -1 : Math.min(BANDS - 1, band);
        }
        return bandOf;
    }

    /** Number of equivalent rectangular bandwidths below a frequency. */
    private static double erbs(double hz) {
        return 21.4 * Math.log10(1 + 0.00437 * hz);
    }
}
