package io.ringway.media.playout;

import java.nio.ByteOrder;
import java.util.Arrays;
import org.agrona.DirectBuffer;

/**
 * Decoded sound around the moment of playout: what was played last, for comparison, and what is
 * still to be played. Positions and lengths are samples per channel, channels are interleaved.
 */
final class SyncBuffer {

    private static final int HISTORY_MS = 35;
    private static final int FIRST_ROOM_MS = 80;

    private final int channels;
    private final int history;
    private short[] pcm;
    private int start;
    private int end;

    SyncBuffer(int rateHz, int channels) {
        this.channels = channels;
        this.history = rateHz / 1_000 * HISTORY_MS;
        this.pcm = new short[(history + rateHz / 1_000 * FIRST_ROOM_MS) * channels];
        this.start = history;
        this.end = history;
    }

    /** All samples, interleaved; replaced when it grows. */
    short[] pcm() {
        return pcm;
    }

    int channels() {
        return channels;
    }

    /** Position of the next sample to be played; 35 ms before it can be read. */
    int start() {
        return start;
    }

    /** Position after the last sample. */
    int end() {
        return end;
    }

    /** Samples to be played. */
    int future() {
        return end - start;
    }

    /** Appends little-endian samples. */
    void append(DirectBuffer from, int offset, int samples) {
        reserve(samples);
        int at = end * channels;
        for (int i = 0; i < samples * channels; i++) {
            pcm[at + i] = from.getShort(offset + 2 * i, ByteOrder.LITTLE_ENDIAN);
        }
        end += samples;
    }

    /** Appends samples that the caller writes at the old {@link #end()}; silence until then. */
    void appendSilence(int samples) {
        reserve(samples);
        Arrays.fill(pcm, end * channels, (end + samples) * channels, (short) 0);
        end += samples;
    }

    /** Makes a gap of so many samples, whose contents are undefined, before a position. */
    void open(int position, int samples) {
        int before = end;
        int moved = position - start;
        reserve(samples);
        int at = start + moved;
        int tail = (before - position) * channels;
        System.arraycopy(pcm, at * channels, pcm, (at + samples) * channels, tail);
        end += samples;
    }

    /** Takes so many samples out, from a position on. */
    void remove(int position, int samples) {
        int tail = (end - position - samples) * channels;
        System.arraycopy(pcm, (position + samples) * channels, pcm, position * channels, tail);
        end -= samples;
    }

    /** Plays: the next samples are copied out and become history. */
    void read(short[] to, int samples) {
        System.arraycopy(pcm, start * channels, to, 0, samples * channels);
        start += samples;
    }

    /** Forgets what was to be played. */
    void drop() {
        end = start;
    }

    /** Moves everything to the front when there is no room behind; positions change then. */
    private void reserve(int samples) {
        if ((end + samples) * channels <= pcm.length) {
            return;
        }
        int kept = history + future();
        short[] target = pcm;
        if ((kept + samples) * channels > pcm.length) {
            target = new short[(kept + samples) * 3 / 2 * channels];
        }
        System.arraycopy(pcm, (start - history) * channels, target, 0, kept * channels);
        pcm = target;
        start = history;
        end = kept;
    }
}
