package io.ringway.bench.sound;

/**
 * How far spectra of what was said and what was heard lie apart (Gray and Markel 1976): the root
 * mean square over frequencies of the difference in decibels, averaged over frames of speech. For
 * exact timelines only: frames are compared at their own time, but for the codec's constant delay.
 */
final class LogSpectralDistance {

    private static final int FRAME = 512;
    private static final int HOP = 256;
    private static final double FLOOR_BELOW_LOUDEST_DB = 50;
    private static final double SPEECH_BELOW_LOUDEST_DB = 35;

    /** Longest delay of encoder, decoder and resampler together: 20 ms. */
    private static final int MOST_LAG = Spectrogram.RATE_HZ / 50;

    private final short[] reference;
    private final FourierTransform transform = new FourierTransform(FRAME);
    private final double[] said = new double[FRAME / 2 + 1];
    private final double[] came = new double[FRAME / 2 + 1];

    /**
     * @param reference48k mono
     */
    LogSpectralDistance(short[] reference48k) {
        this.reference = Similarity.at16k(reference48k, Speech.RATE_HZ);
    }

    /** In decibels; 0 for equals. */
    double of(short[] pcm, int rateHz) {
        short[] heard = Similarity.at16k(pcm, rateHz);
        int lag = lag(heard);
        double loudest = loudest();
        double sum = 0;
        int frames = 0;
        for (int start = 0; start + FRAME <= reference.length; start += HOP) {
            transform.power(reference, start, said);
            if (total(said) >= loudest / decibels(SPEECH_BELOW_LOUDEST_DB)) {
                transform.power(heard, start + lag, came);
                sum += distance(loudest / said.length / decibels(FLOOR_BELOW_LOUDEST_DB));
                frames++;
            }
        }
        return frames == 0 ? 0 : sum / frames;
    }

    private double distance(double floor) {
        double sum = 0;
        for (int i = 0; i < said.length; i++) {
            double db = 10 * Math.log10(Math.max(floor, said[i]) / Math.max(floor, came[i]));
            sum += db * db;
        }
        return Math.sqrt(sum / said.length);
    }

    private double loudest() {
        double loudest = 1;
        for (int start = 0; start + FRAME <= reference.length; start += HOP) {
            transform.power(reference, start, said);
            loudest = Math.max(loudest, total(said));
        }
        return loudest;
    }

    private int lag(short[] heard) {
        int best = 0;
        double highest = Double.NEGATIVE_INFINITY;
        for (int lag = -MOST_LAG; lag <= MOST_LAG; lag++) {
            double product = 0;
            int from = Math.max(0, -lag);
            int to = Math.min(reference.length, heard.length - lag);
            for (int i = from; i < to; i++) {
                product += (double) reference[i] * heard[i + lag];
            }
            if (product > highest) {
                highest = product;
                best = lag;
            }
        }
        return best;
    }

    private static double total(double[] power) {
        double sum = 0;
        for (double each : power) {
            sum += each;
        }
        return sum;
    }

    private static double decibels(double db) {
        return Math.pow(10, db / 10);
    }
}
