package io.ringway.server;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Leaves out or repeats a pitch period now and then, faded over, as jitter buffers do to change
 * their delay (WSOLA): 2.5 to 15 ms at a time, where two periods in a row are alike.
 */
final class PitchStretch {

    private static final double LEAST_ALIKE = 0.8;

    private final short[] in;
    private final int shortest;
    private final int longest;
    private short[] out = new short[0];
    private int length;

    private PitchStretch(short[] in, int rateHz) {
        this.in = in;
        shortest = rateHz * 25 / 10_000;
        longest = rateHz * 15 / 1_000;
    }

    /**
     * Stretches mono speech.
     *
     * @param everyMs how far one change is from the next, in the mean
     * @param longer which share of them makes it longer; the others make it shorter
     */
    static short[] of(short[] speech, int rateHz, int everyMs, double longer, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        PitchStretch stretch = new PitchStretch(speech, rateHz);
        int at = 0;
        while (at + 2 * stretch.longest < speech.length) {
            int apart = (int) (rateHz / 1_000 * everyMs * random.nextDouble(0.7, 1.3));
            int next = Math.min(at + apart, speech.length - 2 * stretch.longest);
            stretch.copy(at, next);
            at = stretch.change(next, random.nextDouble() < longer);
        }
        stretch.copy(at, speech.length);
        return Arrays.copyOf(stretch.out, stretch.length);
    }

    /** Where the speech goes on. */
    private int change(int at, boolean longer) {
        int period = period(at);
        if (alike(at, period) < LEAST_ALIKE) {
            copy(at, at + shortest);
            return at + shortest;
        }
        if (longer) {
            copy(at, at + period);
            fade(at + period, at, period);
            return at + period;
        }
        fade(at, at + period, period);
        return at + 2 * period;
    }

    private int period(int at) {
        int best = shortest;
        for (int period = shortest; period <= longest; period++) {
            best = alike(at, period) > alike(at, best) ? period : best;
        }
        return best;
    }

    private double alike(int at, int period) {
        double product = 0;
        double first = 1;
        double second = 1;
        for (int n = at; n < at + period; n++) {
            product += (double) in[n] * in[n + period];
            first += (double) in[n] * in[n];
            second += (double) in[n + period] * in[n + period];
        }
        return product / Math.sqrt(first * second);
    }

    private void fade(int from, int to, int samples) {
        reserve(samples);
        for (int n = 0; n < samples; n++) {
            double share = (double) n / samples;
            out[length++] = (short) Math.round((1 - share) * in[from + n] + share * in[to + n]);
        }
    }

    private void copy(int from, int to) {
        reserve(to - from);
        System.arraycopy(in, from, out, length, to - from);
        length += to - from;
    }

    private void reserve(int samples) {
        out = length + samples > out.length ? Arrays.copyOf(out, 2 * (length + samples)) : out;
    }
}
