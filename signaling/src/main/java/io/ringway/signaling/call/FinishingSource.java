package io.ringway.signaling.call;

import io.ringway.media.codec.AudioSource;

/** Plays what another source has to say, and tells once when that was all. Thread: its reader's. */
final class FinishingSource implements AudioSource {

    private final AudioSource source;
    private final Runnable onEnd;
    private boolean told;

    FinishingSource(AudioSource source, Runnable onEnd) {
        this.source = source;
        this.onEnd = onEnd;
    }

    @Override
    public int rateHz() {
        return source.rateHz();
    }

    @Override
    public int channels() {
        return source.channels();
    }

    @Override
    public boolean read(short[] pcm, int samplesPerChannel, long nowNs) {
        boolean more = source.read(pcm, samplesPerChannel, nowNs);
        if (!more && !told) {
            told = true;
            onEnd.run();
        }
        return more;
    }
}
