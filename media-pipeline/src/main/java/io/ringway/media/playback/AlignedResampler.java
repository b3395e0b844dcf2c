package io.ringway.media.playback;

import io.ringway.media.codec.Resampler;

/**
 * Converts stretches of mono sound so that as many samples come out as went in, in the same places:
 * the filter's lag is cut off in front and brought in behind, when the stretch ends.
 *
 * <p>Thread: the owner's; nothing is allocated once built.
 */
final class AlignedResampler {

    /** Most samples {@link #convert} takes at once, in milliseconds. */
    static final int MAX_CHUNK_MS = 10;

    private final Resampler resampler;
    private final int lag;
    private final short[] silence;
    private final short[] converted;
    private int toDiscard;
    private int owed;

    AlignedResampler(int inRateHz, int outRateHz) {
        resampler = new Resampler(inRateHz, outRateHz, 1);
        lag = (int) Math.round(resampler.delayNs() * (double) outRateHz / 1e9);
        silence = new short[inRateHz / 1_000 * MAX_CHUNK_MS];
        converted = new short[outRateHz / 1_000 * MAX_CHUNK_MS + 1];
        toDiscard = lag;
    }

    int inRateHz() {
        return resampler.inRateHz();
    }

    /** Samples that belong to what went in and have not come out. */
    int owed() {
        return owed;
    }

    /** Takes the next samples of the stretch, at most {@link #MAX_CHUNK_MS} of them. */
    void convert(short[] pcm, int samples, SampleFifo out) {
        int produced = resampler.process(pcm, 0, samples, converted, 0);
        int skipped = Math.min(toDiscard, produced);
        toDiscard -= skipped;
        owed += skipped;
        append(skipped, produced - skipped, out);
    }

    /** The stretch has ended: brings out what is owed, and is ready for another. */
    void finish(SampleFifo out) {
        while (owed > 0) {
            int produced = resampler.process(silence, 0, silence.length, converted, 0);
            int skipped = Math.min(toDiscard, produced);
            toDiscard -= skipped;
            int count = Math.min(owed, produced - skipped);
            owed -= count;
            append(skipped, count, out);
        }
        reset();
    }

    void reset() {
        resampler.reset();
        toDiscard = lag;
        owed = 0;
    }

    private void append(int from, int count, SampleFifo out) {
        short[] buffer = out.buffer(count);
        System.arraycopy(converted, from, buffer, out.tail(), count);
        out.appended(count);
    }
}
