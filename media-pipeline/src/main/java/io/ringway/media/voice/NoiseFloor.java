package io.ringway.media.voice;

import java.util.Arrays;

/**
 * The power of the noise in each band, by minimum statistics (R. Martin, IEEE Transactions on
 * Speech and Audio Processing 9(5), 2001): within some 1.6 s every speaker pauses for a moment, so
 * that the least smoothed power of that time is the noise's, but for a bias.
 */
final class NoiseFloor {

    private static final int PARTS = 8;
    private static final int PART_HOPS = 20;
    private static final float SMOOTHING = 0.8f;

    /** A minimum of smoothed powers lies this much below their mean. */
    private static final float BIAS = 1.6f;

    private final int bands;
    private final float least;
    private final float[] smoothed;
    private final float[] floor;
    private final float[][] minima;
    private final float first;
    private int part;
    private int hops;

    /**
     * @param first power in a band the noise is taken to have at most before anything was heard
     * @param least power in a band below which nothing counts as sound
     */
    NoiseFloor(int bands, float first, float least) {
        this.bands = bands;
        this.first = first;
        this.least = least;
        this.smoothed = new float[bands];
        this.floor = new float[bands];
        this.minima = new float[PARTS][bands];
        reset();
    }

    /** Power of the noise in a band. */
    float of(int band) {
        return floor[band];
    }

    /** Learns from the powers of the next 10 ms. */
    void update(float[] powers) {
        float[] current = minima[part];
        for (int band = 0; band < bands; band++) {
            float power = smoothed[band];
            power += (1 - SMOOTHING) * (powers[band] - power);
            smoothed[band] = power;
            current[band] = Math.min(current[band], power);
            floor[band] = Math.max(least, Math.min(floor[band], BIAS * power));
        }
        if (++hops == PART_HOPS) {
            nextPart();
        }
    }

    /** What was heard of late is noise after all, though louder than the noise before. */
    void forgetAllButLatest() {
        for (int i = 0; i < PARTS; i++) {
            if (i != part && i != (part + PARTS - 1) % PARTS) {
                Arrays.fill(minima[i], Float.MAX_VALUE);
            }
        }
        adopt();
    }

    void reset() {
        part = 0;
        hops = 0;
        Arrays.fill(smoothed, first / BIAS);
        Arrays.fill(floor, first);
        for (float[] minimum : minima) {
            Arrays.fill(minimum, first / BIAS);
        }
    }

    private void nextPart() {
        hops = 0;
        adopt();
        part = (part + 1) % PARTS;
        Arrays.fill(minima[part], Float.MAX_VALUE);
    }

    private void adopt() {
        for (int band = 0; band < bands; band++) {
            float minimum = Float.MAX_VALUE;
            for (float[] values : minima) {
                minimum = Math.min(minimum, values[band]);
            }
            floor[band] = Math.max(least, BIAS * minimum);
        }
    }
}
