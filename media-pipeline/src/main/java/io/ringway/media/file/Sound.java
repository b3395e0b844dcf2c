package io.ringway.media.file;

import io.ringway.media.codec.Resampler;
import java.util.Arrays;

/** Samples that never change, shared by all who play them. Thread: any. */
final class Sound {

    private final short[] pcm;
    private final int rateHz;
    private final int channels;

    /**
     * @param pcm interleaved; nobody else's from now on
     */
    Sound(short[] pcm, int rateHz, int channels) {
        this.pcm = pcm;
        this.rateHz = rateHz;
        this.channels = channels;
    }

    int rateHz() {
        return rateHz;
    }

    int channels() {
        return channels;
    }

    /** Samples per channel. */
    int samples() {
        return pcm.length / channels;
    }

    /** Copies samples of all channels. */
    void copy(int from, int samplesPerChannel, short[] to, int toSample) {
        System.arraycopy(
                pcm, from * channels, to, toSample * channels, samplesPerChannel * channels);
    }

    /** The same sound at another rate, as long to the sample and not delayed by the filter. */
    Sound at(int wantedHz) {
        if (wantedHz == rateHz) {
            return this;
        }
        Resampler resampler = new Resampler(rateHz, wantedHz, channels);
        int delay = (int) Math.round(resampler.delayNs() * (double) wantedHz / 1e9);
        int length = (int) ((long) samples() * wantedHz / rateHz);
        // Silence behind the end lets the filter give the last of the sound away.
        int fed = (int) Math.ceilDiv((long) (length + delay + 1) * rateHz, wantedHz);
        short[] padded = Arrays.copyOf(pcm, Math.max(fed, samples()) * channels);
        short[] converted = new short[resampler.outputLength(padded.length / channels) * channels];
        resampler.process(padded, 0, padded.length / channels, converted, 0);
        int from = delay * channels;
        return new Sound(
                Arrays.copyOfRange(converted, from, from + length * channels), wantedHz, channels);
    }

    /** The same sound on one channel, their mean, or on two, both alike. */
    Sound on(int wantedChannels) {
        if (wantedChannels == channels) {
            return this;
        }
        short[] changed = new short[samples() * wantedChannels];
        for (int i = 0; i < changed.length; i++) {
            changed[i] =
                    wantedChannels == 2 ? pcm[i / 2] : (short) ((pcm[2 * i] + pcm[2 * i + 1]) >> 1);
        }
        return new Sound(changed, rateHz, wantedChannels);
    }
}
