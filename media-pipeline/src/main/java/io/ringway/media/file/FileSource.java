package io.ringway.media.file;

import io.ringway.media.codec.AudioSource;
import java.util.Arrays;

/**
 * Plays a sound file once or over and over, sample for sample.
 *
 * <p>Played once, its last frame is filled with silence; then there is nothing to say. Thread: its
 * owner's. Allocates nothing.
 */
public final class FileSource implements AudioSource {

    private final Sound sound;
    private final boolean loop;
    private int position;

    FileSource(Sound sound, boolean loop) {
        this.sound = sound;
        this.loop = loop;
    }

    @Override
    public int rateHz() {
        return sound.rateHz();
    }

    @Override
    public int channels() {
        return sound.channels();
    }

    /** What it plays, one and the same for all that play a file at one rate. */
    Sound sound() {
        return sound;
    }

    /** How far into the file it is. */
    public long positionMs() {
        return position * 1_000L / sound.rateHz();
    }

    @Override
    public boolean read(short[] pcm, int samplesPerChannel, long nowNs) {
        int at = 0;
        while (at < samplesPerChannel && position < sound.samples()) {
            int count = Math.min(samplesPerChannel - at, sound.samples() - position);
            sound.copy(position, count, pcm, at);
            at += count;
            position += count;
            if (loop && position == sound.samples()) {
                position = 0;
            }
        }
        if (at > 0) {
            int channels = sound.channels();
            Arrays.fill(pcm, at * channels, samplesPerChannel * channels, (short) 0);
        }
        return at > 0;
    }
}
