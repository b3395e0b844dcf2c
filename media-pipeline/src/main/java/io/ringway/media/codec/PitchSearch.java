package io.ringway.media.codec;

/**
 * Finds the period at which sound repeats itself, by the normalized correlation of its last 20 ms
 * with what came 5 to 15 ms earlier: coarsely on every few samples, then on all around the best.
 */
final class PitchSearch {

    /** Squared correlation below which sound is taken for noise. */
    private static final double VOICED = 0.25;

    private final int shortest;
    private final int longest;
    private final int window;
    private final int stride;

    PitchSearch(int rateHz) {
        this.shortest = rateHz / 200;
        this.longest = longest(rateHz);
        this.window = rateHz / 50;
        this.stride = Math.max(2, rateHz / 8_000);
    }

    /** The longest period that is looked for, in samples. */
    static int longest(int rateHz) {
        return rateHz * 3 / 200;
    }

    /**
     * The period, in samples.
     *
     * @param line sound of at least 35 ms that ends at {@code end}
     * @return the longest period when nothing repeats: noise then sounds least like a tone
     */
    int period(short[] line, int end) {
        int coarse = best(line, end, shortest, longest, stride);
        int from = Math.max(shortest, coarse - stride + 1);
        int period = best(line, end, from, Math.min(longest, coarse + stride - 1), 1);
        return likeness(line, end, period, 1) < VOICED * energy(line, end) ? longest : period;
    }

    private int best(short[] line, int end, int from, int to, int step) {
        int best = from;
        double most = -1;
        for (int lag = from; lag <= to; lag += step) {
            double likeness = likeness(line, end, lag, step);
            if (likeness > most) {
                most = likeness;
                best = lag;
            }
        }
        return best;
    }

    /** Squared correlation over the earlier stretch's energy; 0 when they are opposed. */
    private double likeness(short[] line, int end, int lag, int step) {
        long product = 0;
        long earlier = 1;
        for (int i = end - window; i < end; i += step) {
            int past = line[i - lag];
            product += (long) line[i] * past;
            earlier += (long) past * past;
        }
        return product <= 0 ? 0 : (double) product * product / earlier;
    }

    private double energy(short[] line, int end) {
        long sum = 0;
        for (int i = end - window; i < end; i++) {
            sum += (long) line[i] * line[i];
        }
        return sum;
    }
}
