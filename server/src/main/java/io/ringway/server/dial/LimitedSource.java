package io.ringway.server.dial;

import io.ringway.media.codec.AudioSource;

/** The beginning of what another source has to say; tells once when all of it was read. */
final class LimitedSource implements AudioSource {

    private final AudioSource source;
    private final Runnable onRead;
    private long left;
    private boolean told;

    /**
     * @param limit samples of each channel, counted in whole frames
     */
    LimitedSource(AudioSource source, long limit, Runnable onRead) {
        this.source = source;
        this.left = limit;
        this.onRead = onRead;
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
        boolean more = left > 0 && source.read(pcm, samplesPerChannel, nowNs);
        left -= samplesPerChannel;
        if (!more && !told) {
            told = true;
            onRead.run();
        }
        return more;
    }
}
