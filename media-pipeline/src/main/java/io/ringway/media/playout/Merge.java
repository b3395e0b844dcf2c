package io.ringway.media.playout;

/**
 * Joins decoded sound to something that it does not continue: what was played is carried on by its
 * last pitch period, the new sound is shifted to where it is most like that, and both cross-fade.
 */
final class Merge {

    private static final int OVERLAP_MS = 5;

    /** Less alike than this, no shift is better than another. */
    private static final double ALIKE = 0.6;

    /** How much better a shift must be than none. */
    private static final double WORTH_IT = 0.1;

    private final SyncBuffer sync;
    private final PitchSearch pitch;
    private final short[] continuation;
    private final int overlapWanted;
    private final int stride;

    Merge(SyncBuffer sync, PitchSearch pitch, short[] continuation, int rateHz) {
        this.sync = sync;
        this.pitch = pitch;
        this.continuation = continuation;
        this.overlapWanted = rateHz / 1_000 * OVERLAP_MS;
        this.stride = rateHz / 8_000;
    }

    /**
     * Joins the last samples of the sync buffer to what lies before them.
     *
     * @param samples how many they are
     * @param lengthen whether the shift puts sound in, rather than leaves sound out
     * @return samples put in, or left out when negative
     */
    int join(int samples, boolean lengthen) {
        int overlap = Math.min(overlapWanted, samples);
        int seam = sync.end() - samples;
        int period = carryOn(seam, overlap);
        int longest = lengthen ? period : Math.min(period, samples - overlap);
        int shift = pitch.similarity() < ALIKE ? 0 : shift(seam, overlap, longest, lengthen);
        if (!lengthen) {
            sync.remove(seam, shift);
        } else if (shift > 0) {
            int fromStart = seam - sync.start();
            sync.open(seam, shift);
            seam = sync.start() + fromStart;
            int channels = sync.channels();
            System.arraycopy(continuation, 0, sync.pcm(), seam * channels, shift * channels);
        }
        mix(seam + (lengthen ? shift : 0), lengthen ? shift : 0, overlap);
        return lengthen ? shift : -shift;
    }

    private void mix(int position, int carried, int overlap) {
        short[] pcm = sync.pcm();
        CrossFade.mix(
                continuation, carried, pcm, position, pcm, position, overlap, sync.channels());
    }

    /** Repeats the last period for as long as needed, and returns its length. */
    private int carryOn(int seam, int overlap) {
        short[] pcm = sync.pcm();
        int template = pitch.template();
        pitch.behind(pcm, seam - template, template, pitch.maxLag());
        int period = Math.max(pitch.minLag(), pitch.lag());
        int channels = sync.channels();
        int last = (seam - period) * channels;
        int values = period * channels;
        System.arraycopy(pcm, last, continuation, 0, values);
        CrossFade.bend(continuation, 0, pitch.minLag(), channels, pcm, seam - 1, seam - 1 - period);
        for (int i = values; i < values + overlap * channels; i++) {
            continuation[i] = continuation[i - values];
        }
        return period;
    }

    private int shift(int seam, int overlap, int longest, boolean lengthen) {
        double unshifted = alike(seam, overlap, 0, lengthen, stride);
        int best = 0;
        double highest = unshifted;
        for (int shift = stride; shift <= longest; shift += stride) {
            double found = alike(seam, overlap, shift, lengthen, stride);
            if (found > highest) {
                highest = found;
                best = shift;
            }
        }
        if (highest < ALIKE || highest < unshifted + WORTH_IT) {
            return 0;
        }
        int from = Math.max(0, best - stride + 1);
        int to = Math.min(longest, best + stride - 1);
        for (int shift = from; shift <= to; shift++) {
            double found = alike(seam, overlap, shift, lengthen, 1);
            if (found > highest) {
                highest = found;
                best = shift;
            }
        }
        return best;
    }

    private double alike(int seam, int overlap, int shift, boolean lengthen, int step) {
        int carried = lengthen ? shift : 0;
        int decoded = lengthen ? seam : seam + shift;
        return Similarity.of(
                continuation, carried, sync.pcm(), decoded, overlap, sync.channels(), step);
    }
}
