package io.ringway.media.codec;

import java.util.ArrayList;
import java.util.List;

/** Where a gate opened for speech, and what it cost there. */
final class Onsets {

    private static final double BACKGROUND = 2;

    private final short[] expected;
    private final short[] heard;
    private final boolean[] gated;
    private final int rateHz;
    private final List<Integer> openings = new ArrayList<>();

    /**
     * @param expected without a gate
     * @param heard with it
     * @param gated which samples it held back
     */
    Onsets(short[] expected, short[] heard, boolean[] gated, int rateHz) {
        this.expected = expected;
        this.heard = heard;
        this.gated = gated;
        this.rateHz = rateHz;
        for (int i = 1; i < gated.length; i++) {
            if (gated[i - 1] && !gated[i] && isSpeech(i)) {
                openings.add(i);
            }
        }
    }

    int count() {
        return openings.size();
    }

    /**
     * The most that was lost before any opening: the energy held back in the 500 ms before it, less
     * the background's, as so many milliseconds of the 200 ms after it.
     */
    double mostLostMs() {
        double most = 0;
        for (int opening : openings) {
            int window = rateHz / 2;
            double after = power(opening, opening + rateHz / 5);
            double lost = 0;
            for (int at = opening - window; at < opening; at += rateHz / 100) {
                double power = power(at, at + rateHz / 100);
                lost += gated[at] ? Math.max(0, power - BACKGROUND * background(opening)) : 0;
            }
            most = Math.max(most, 10 * lost / after);
        }
        return most;
    }

    /** Least correlation between both sounds in a stretch after an opening. */
    double leastCorrelation(int from, int to) {
        double least = 1;
        for (int opening : openings) {
            double both = 0;
            double one = 1e-9;
            double other = 1e-9;
            for (int i = opening + from; i < Math.min(opening + to, heard.length); i++) {
                both += (double) expected[i] * heard[i];
                one += (double) expected[i] * expected[i];
                other += (double) heard[i] * heard[i];
            }
            least = Math.min(least, both / Math.sqrt(one * other));
        }
        return least;
    }

    /** Whether what follows within 200 ms stands out of what came before. */
    private boolean isSpeech(int opening) {
        boolean whole = opening >= rateHz / 2 && opening + rateHz / 5 <= expected.length;
        return whole && power(opening, opening + rateHz / 5) > 100 * background(opening);
    }

    /** Power of the quietest 100 ms of the half second before. */
    private double background(int opening) {
        double least = Double.MAX_VALUE;
        for (int at = opening - rateHz / 2; at < opening; at += rateHz / 10) {
            least = Math.min(least, power(at, at + rateHz / 10));
        }
        return Math.max(1, least);
    }

    private double power(int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += (double) expected[i] * expected[i];
        }
        return sum / (to - from);
    }
}
