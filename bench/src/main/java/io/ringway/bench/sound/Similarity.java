package io.ringway.bench.sound;

import io.ringway.media.codec.Resampler;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How alike speech and what was heard of it sound, from 0 to 1, in the manner of ViSQOL (Hines,
 * Skoglund, Kokaram and Harte 2015): patches of the reference's spectrogram that hold speech are
 * sought in what was heard, allowing for delay and a little stretching, and compared by {@link
 * Patch#similarity}; the figure is the mean over patches.
 *
 * <p>Not ViSQOL's own code or scale: 21 ERB bands by Fourier transform instead of a gammatone
 * filter bank, and no mapping to opinion scores. Good for comparing rows, not for quoting as MOS.
 */
final class Similarity {

    private static final double FLOOR_BELOW_PEAK_DB = 60;
    private static final double SPEECH_BELOW_LOUDEST_DB = 25;
    private static final int GRID = Spectrogram.HOP / Spectrogram.FINE_HOP;

    /** Half a second either way, in frames of the fine grid. */
    private static final int REACH = 125;

    private static final double[] STRETCHES = {1, 0.99, 1.01, 0.95, 1.05};

    private final Spectrogram reference;
    private final double floorDb;
    private final double range;

    /**
     * @param reference48k mono
     */
    Similarity(short[] reference48k) {
        short[] pcm = at16k(reference48k, Speech.RATE_HZ);
        floorDb = Spectrogram.of(pcm, Spectrogram.HOP, 0).peak() - FLOOR_BELOW_PEAK_DB;
        reference = Spectrogram.of(pcm, Spectrogram.HOP, floorDb);
        range = reference.peak();
    }

    /** The mean over all patches with speech; 0 when nothing was heard. */
    double of(short[] pcm, int rateHz) {
        Spectrogram heard = Spectrogram.of(at16k(pcm, rateHz), Spectrogram.FINE_HOP, floorDb);
        int lag = lag(heard);
        double[] all = patches().mapToDouble(first -> best(first, heard, lag)).toArray();
        return Arrays.stream(all).average().orElse(0);
    }

    private double best(int first, Spectrogram heard, int lag) {
        Patch wanted = Patch.of(reference, first, 1);
        double best = 0;
        for (double stretch : STRETCHES) {
            int at = nearest(wanted, heard, first * GRID + lag, GRID * stretch);
            // The nearest by level is not always the most alike.
            for (int near = at - 1; near <= at + 1; near++) {
                Patch candidate = Patch.of(heard, near, GRID * stretch);
                best = Math.max(best, wanted.similarity(candidate, range));
            }
        }
        return best;
    }

    private static int nearest(Patch wanted, Spectrogram heard, int around, double step) {
        int nearest = around;
        double least = Double.POSITIVE_INFINITY;
        for (int at = around - REACH; at <= around + REACH; at++) {
            double distance = wanted.distance(heard, at, step, least);
            if (distance < least) {
                least = distance;
                nearest = at;
            }
        }
        return nearest;
    }

    /** First frames of the patches in which at least half the frames are speech. */
    private IntStream patches() {
        double[] loudness = reference.loudness();
        double speech = Arrays.stream(loudness).max().orElse(0) - SPEECH_BELOW_LOUDEST_DB;
        int patches = loudness.length / Patch.FRAMES;
        return IntStream.range(0, patches)
                .map(patch -> patch * Patch.FRAMES)
                .filter(first -> isSpeech(loudness, first, speech));
    }

    private static boolean isSpeech(double[] loudness, int first, double threshold) {
        int loud = 0;
        for (int frame = first; frame < first + Patch.FRAMES; frame++) {
            loud += loudness[frame] >= threshold ? 1 : 0;
        }
        return 2 * loud >= Patch.FRAMES;
    }

    /** By how many fine frames what was heard lags behind as a whole, up to two seconds. */
    private int lag(Spectrogram heard) {
        int most = 2 * Spectrogram.RATE_HZ / Spectrogram.FINE_HOP;
        double[] said = reference.loudness();
        double[] came = heard.loudness();
        int lag = 0;
        double highest = Double.NEGATIVE_INFINITY;
        for (int shift = -most; shift <= most; shift++) {
            double product = 0;
            for (int frame = 0; frame < said.length; frame++) {
                int at = frame * GRID + shift;
                product += at >= 0 && at < came.length ? said[frame] * came[at] : 0;
            }
            if (product > highest) {
                highest = product;
                lag = shift;
            }
        }
        return lag;
    }

    static short[] at16k(short[] pcm, int rateHz) {
        Resampler resampler = new Resampler(rateHz, Spectrogram.RATE_HZ, 1);
        short[] out = new short[resampler.outputLength(pcm.length)];
        return Arrays.copyOf(out, resampler.process(pcm, 0, pcm.length, out, 0));
    }
}
