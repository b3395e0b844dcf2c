package io.ringway.server;

import java.util.Arrays;

/**
 * How well a recording matches speech that was stretched on the way, as a jitter buffer does that
 * changes its delay: window by window, each laid over what was heard by itself.
 *
 * @param correlation mean of the windows' correlations, weighted by their energy
 * @param leastLag of the windows with most of the energy, in samples
 * @param mostLag the same
 */
public record AlignedWindows(double correlation, int leastLag, int mostLag) {

    private static final int WINDOW_MS = 160;
    private static final int SLACK_MS = 120;

    /** Windows softer than this share of the loudest say nothing about their place. */
    private static final double LOUD = 0.1;

    /** Compares mono recordings of one rate. */
    public static AlignedWindows of(short[] reference, short[] heard, int rateHz) {
        int window = rateHz / 1_000 * WINDOW_MS;
        int slack = rateHz / 1_000 * SLACK_MS;
        int lag = SpeechMatch.of(reference, heard).lagSamples();
        double loudest = 0;
        for (int from = 0; from + window <= reference.length; from += window) {
            loudest = Math.max(loudest, energy(reference, from, window));
        }
        double weighted = 0;
        double weights = 0;
        int least = Integer.MAX_VALUE;
        int most = Integer.MIN_VALUE;
        for (int from = 0; from + window <= reference.length; from += window) {
            double energy = energy(reference, from, window);
            short[] part = Arrays.copyOfRange(reference, from, from + window);
            int start = Math.clamp(from + lag - slack, 0, heard.length);
            int end = Math.clamp(from + lag + window + slack, start, heard.length);
            if (energy > 0 && end > start) {
                SpeechMatch match = SpeechMatch.of(part, Arrays.copyOfRange(heard, start, end));
                weighted += energy * match.correlation();
                if (energy > LOUD * loudest) {
                    least = Math.min(least, match.lagSamples() + start - from);
                    most = Math.max(most, match.lagSamples() + start - from);
                }
            }
            weights += energy;
        }
        return new AlignedWindows(weights == 0 ? 0 : weighted / weights, least, most);
    }

    private static double energy(short[] pcm, int from, int length) {
        double energy = 0;
        for (int i = from; i < from + length; i++) {
            energy += (double) pcm[i] * pcm[i];
        }
        return energy;
    }
}
