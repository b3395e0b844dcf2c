package io.ringway.server;

/**
 * How well one recording matches another of the same rate, once laid over each other.
 *
 * <p>The lag is searched over every overlap by cross-correlation. The correlation is taken over the
 * whole reference: what is missing from the other recording counts as silence against it, what it
 * has besides counts for nothing.
 *
 * @param correlation cosine of the two at their best alignment: 1 for a copy at any loudness, 0 for
 *     silence; an inverted copy matches as badly as any other sound
 * @param lagSamples where the reference begins in the other recording; negative when its beginning
 *     is cut off there
 */
public record SpeechMatch(double correlation, int lagSamples) {

    private static final int NEIGHBOURS = 24;
    private static final int STEPS = 16;

    /** Overlaps with less of what was heard hold more rounding than sound. */
    private static final double LEAST_SHARE = 1e-6;

    /** Finds the best alignment of two mono recordings of one rate. */
    public static SpeechMatch of(short[] reference, short[] heard) {
        double[] products = CrossCorrelation.of(reference, heard);
        double[] energy = energyBefore(heard);
        double floor = energy[heard.length] * LEAST_SHARE;
        double referenceEnergy = energyBefore(reference)[reference.length];
        double highest = 0;
        int best = 0;
        double bestNorm = 1;
        for (int lag = 1 - reference.length; lag < heard.length; lag++) {
            int from = Math.max(0, lag);
            int to = Math.min(heard.length, lag + reference.length);
            double windowEnergy = energy[to] - energy[from];
            double norm = Math.sqrt(referenceEnergy * windowEnergy);
            double product = products[lag + reference.length - 1];
            if (norm > 0 && windowEnergy > floor && product > highest * norm) {
                highest = product / norm;
                best = lag;
                bestNorm = norm;
            }
        }
        if (highest == 0) {
            return new SpeechMatch(0, 0);
        }
        double peak = betweenSamples(products, best + reference.length - 1);
        return new SpeechMatch(Math.min(1, peak / bestNorm), best);
    }

    private static double[] energyBefore(short[] samples) {
        double[] before = new double[samples.length + 1];
        for (int i = 0; i < samples.length; i++) {
            before[i + 1] = before[i] + (double) samples[i] * samples[i];
        }
        return before;
    }

    /**
     * The highest product within half a sample: codecs delay by parts of samples, and the products
     * are as band-limited as the recordings, so that a windowed sinc finds what lies between them.
     */
    private static double betweenSamples(double[] products, int at) {
        double highest = products[at];
        for (int step = -STEPS / 2; step <= STEPS / 2; step++) {
            double shift = (double) step / STEPS;
            double sum = 0;
            for (int n = -NEIGHBOURS; n <= NEIGHBOURS; n++) {
                boolean inside = at + n >= 0 && at + n < products.length;
                sum += inside ? products[at + n] * windowedSinc(shift - n) : 0;
            }
            highest = Math.max(highest, sum);
        }
        return highest;
    }

    private static double windowedSinc(double x) {
        double angle = Math.PI * x;
        double sinc = x == 0 ? 1 : Math.sin(angle) / angle;
        return sinc * (0.5 + 0.5 * Math.cos(angle / (NEIGHBOURS + 1)));
    }
}
