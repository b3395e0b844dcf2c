package io.ringway.media.playout;

/**
 * Fills time for which there is no packet: by the decoder's own concealment, or the last pitch
 * period repeated where the decoder has none; faded to silence between 60 and 120 ms.
 */
final class Expand {

    private static final int FULL_MS = 60;
    private static final int SILENT_MS = 120;

    private final PacketDecoder decoder;
    private final SyncBuffer sync;
    private final PitchSearch pitch;
    private final int full;
    private final int silent;

    private int elapsed;
    private int lag;

    Expand(PacketDecoder decoder, SyncBuffer sync, PitchSearch pitch, int rateHz) {
        this.decoder = decoder;
        this.sync = sync;
        this.pitch = pitch;
        this.full = rateHz / 1_000 * FULL_MS;
        this.silent = rateHz / 1_000 * SILENT_MS;
    }

    /** Real sound was played. */
    void restart() {
        elapsed = 0;
    }

    /** Whether concealment has been going on. */
    boolean active() {
        return elapsed > 0;
    }

    /** Whether nothing is left of what is concealed. */
    boolean muted() {
        return elapsed >= silent;
    }

    /** Appends concealment, a multiple of 2.5 ms. */
    void conceal(int samples) {
        if (muted()) {
            sync.appendSilence(samples);
            return;
        }
        if (decoder.conceal(samples) != samples) {
            repeat(samples);
        }
        CrossFade.fade(
                sync.pcm(),
                sync.end() - samples,
                samples,
                sync.channels(),
                gain(elapsed),
                gain(elapsed + samples));
        elapsed += samples;
    }

    /** Appends the decoder's comfort noise, which is not faded. */
    void comfort(int samples) {
        if (decoder.conceal(samples) != samples) {
            sync.appendSilence(samples);
        }
    }

    private void repeat(int samples) {
        if (elapsed == 0) {
            int template = pitch.template();
            pitch.behind(sync.pcm(), sync.end() - template, template, pitch.maxLag());
            lag = Math.max(pitch.minLag(), pitch.lag());
        }
        sync.appendSilence(samples);
        int seam = sync.end() - samples;
        int bent = elapsed == 0 ? Math.min(samples, pitch.minLag()) : 0;
        copyPeriod(seam, seam + bent);
        short[] pcm = sync.pcm();
        CrossFade.bend(pcm, seam, bent, sync.channels(), pcm, seam - 1, seam - 1 - lag);
        copyPeriod(seam + bent, sync.end());
    }

    private void copyPeriod(int from, int to) {
        short[] pcm = sync.pcm();
        int back = lag * sync.channels();
        for (int i = from * sync.channels(); i < to * sync.channels(); i++) {
            pcm[i] = pcm[i - back];
        }
    }

    private float gain(int at) {
        return at <= full ? 1 : Math.max(0f, (float) (silent - at) / (silent - full));
    }
}
