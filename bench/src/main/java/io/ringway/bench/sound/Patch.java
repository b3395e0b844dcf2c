package io.ringway.bench.sound;

/**
 * Half a second of a spectrogram, as a rectangle of frames and bands; and how alike two of them
 * are.
 */
final class Patch {

    static final int FRAMES = 30;

    private static final int BANDS = Spectrogram.BANDS;
    private static final double[] NEAR = {0.25, 0.5, 0.25};

    private final double[][] levels = new double[FRAMES][BANDS];

    /** The patch whose first frame that is, with frames so far apart, in frames of the grid. */
    static Patch of(Spectrogram from, double firstFrame, double step) {
        Patch patch = new Patch();
        for (int i = 0; i < FRAMES; i++) {
            int frame = (int) Math.round(firstFrame + i * step);
            for (int band = 0; band < BANDS; band++) {
                patch.levels[i][band] = from.level(frame, band);
            }
        }
        return patch;
    }

    /**
     * Sum of the squared differences from a place in a spectrogram.
     *
     * @param enough where to stop adding up: what is that far is too far
     */
    double distance(Spectrogram from, int firstFrame, double step, double enough) {
        double sum = 0;
        for (int i = 0; i < FRAMES && sum < enough; i++) {
            int frame = (int) Math.round(firstFrame + i * step);
            for (int band = 0; band < BANDS; band++) {
                double difference = levels[i][band] - from.level(frame, band);
                sum += difference * difference;
            }
        }
        return sum;
    }

    /**
     * Neurogram similarity (Hines and Harte 2012): for each point, how alike means and variations
     * around it are, averaged. 1 for equals.
     *
     * @param range of levels, in decibels
     */
    double similarity(Patch other, double range) {
        double c1 = 0.01 * range * 0.01 * range;
        double c2 = 0.03 * range * 0.03 * range;
        double sum = 0;
        for (int i = 1; i < FRAMES - 1; i++) {
            for (int band = 1; band < BANDS - 1; band++) {
                sum += pointSimilarity(other, i, band, c1, c2);
            }
        }
        return sum / (FRAMES - 2) / (BANDS - 2);
    }

    private double pointSimilarity(Patch other, int frame, int band, double c1, double c2) {
        double mean = 0;
        double otherMean = 0;
        double square = 0;
        double otherSquare = 0;
        double product = 0;
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                double weight = NEAR[i] * NEAR[j];
                double level = levels[frame + i - 1][band + j - 1];
                double otherLevel = other.levels[frame + i - 1][band + j - 1];
                mean += weight * level;
                otherMean += weight * otherLevel;
                square += weight * level * level;
                otherSquare += weight * otherLevel * otherLevel;
                product += weight * level * otherLevel;
            }
        }
        double deviation = Math.sqrt(Math.max(0, square - mean * mean));
        double otherDeviation = Math.sqrt(Math.max(0, otherSquare - otherMean * otherMean));
        double intensity = (2 * mean * otherMean + c1) / (mean * mean + otherMean * otherMean + c1);
        double structure = (product - mean * otherMean + c2) / (deviation * otherDeviation + c2);
        return intensity * structure;
    }
}
