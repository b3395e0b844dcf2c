package io.ringway.media.playback;

import io.ringway.media.codec.OpusCodecs;
import org.jspecify.annotations.Nullable;

/**
 * Converts what is queued to mono at one rate, a stretch at a time and no sooner than it is needed.
 * Items of one rate that follow each other are one stream to the filter, wherever they were cut.
 *
 * <p>Thread: the owner's; nothing is allocated once each kind of input has been seen.
 */
final class PlaybackInput implements AutoCloseable {

    private static final int HEADROOM_MS = 80;

    private final int rateHz;
    private final OpusCodecs codecs;
    private final PlaybackItems items;
    private final PlaybackMarks marks;
    private final SampleFifo ready;
    private final @Nullable AlignedResampler[] resamplers = new AlignedResampler[4];
    private final short[] chunk;
    private @Nullable AlignedResampler stretch;
    private @Nullable OpusInput opus;

    PlaybackInput(int rateHz, OpusCodecs codecs, PlaybackItems items, PlaybackMarks marks) {
        this.rateHz = rateHz;
        this.codecs = codecs;
        this.items = items;
        this.marks = marks;
        chunk = new short[PlaybackItem.TICKS_HZ / 1_000 * AlignedResampler.MAX_CHUNK_MS];
        ready = new SampleFifo(OpusInput.maxSamples(rateHz) + rateHz / 1_000 * HEADROOM_MS);
    }

    int rateHz() {
        return rateHz;
    }

    SampleFifo ready() {
        return ready;
    }

    /** Samples that were taken from the queue and are neither ready nor played. */
    int owed() {
        return stretch == null ? 0 : stretch.owed();
    }

    /** Makes that many samples ready if there are as many; returns how many of them are. */
    int prepare(int samples) {
        boolean more = true;
        while (more && ready.size() < samples) {
            more = advance();
        }
        passMarks();
        if (ready.size() < samples) {
            finishStretch();
        }
        return Math.min(samples, ready.size());
    }

    /** Forgets what is ready and under way. */
    void clear() {
        ready.clear();
        for (AlignedResampler resampler : resamplers) {
            if (resampler != null) {
                resampler.reset();
            }
        }
        if (opus != null) {
            opus.reset();
        }
        stretch = null;
    }

    @Override
    public void close() {
        if (opus != null) {
            opus.close();
            opus = null;
        }
    }

    /** Converts the next stretch; false when there is none. */
    private boolean advance() {
        passMarks();
        switch (items.first()) {
            case null -> {
                return false;
            }
            case PlaybackItem.Pcm pcm -> advance(pcm);
            case PlaybackItem.Opus packet -> {
                finishStretch();
                opusInput().decode(packet, ready);
                items.take(packet);
            }
            case PlaybackItem.Mark mark ->
                    throw new IllegalStateException("mark " + mark.name() + " was not passed");
        }
        return true;
    }

    private void advance(PlaybackItem.Pcm pcm) {
        AlignedResampler current = stretch;
        if (current == null || current.inRateHz() != pcm.rateHz()) {
            finishStretch();
            current = resamplerOf(pcm.rateHz());
            stretch = current;
        }
        int maxSamples = pcm.rateHz() / 1_000 * AlignedResampler.MAX_CHUNK_MS;
        int taken = items.take(pcm, chunk, maxSamples);
        current.convert(chunk, taken, ready);
    }

    private void passMarks() {
        while (items.first() instanceof PlaybackItem.Mark mark) {
            items.passMark();
            marks.add(mark.name(), ready.taken() + ready.size() + owed());
        }
    }

    private void finishStretch() {
        AlignedResampler current = stretch;
        if (current != null) {
            current.finish(ready);
            stretch = null;
        }
    }

    private AlignedResampler resamplerOf(int inRateHz) {
        int slot =
                switch (inRateHz) {
                    case 8_000 -> 0;
                    case 16_000 -> 1;
                    case 24_000 -> 2;
                    default -> 3;
                };
        AlignedResampler known = resamplers[slot];
        if (known == null) {
            known = new AlignedResampler(inRateHz, rateHz);
            resamplers[slot] = known;
        }
        return known;
    }

    private OpusInput opusInput() {
        OpusInput known = opus;
        if (known == null) {
            known = new OpusInput(codecs.decoder(rateHz, 1));
            opus = known;
        }
        return known;
    }
}
