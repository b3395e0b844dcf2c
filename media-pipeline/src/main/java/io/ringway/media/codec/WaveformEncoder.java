package io.ringway.media.codec;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * What encoders of waveform codecs share: the user's rate and channels are brought to the codec's
 * rate and one channel; every octet lasts one tick of an 8 kHz clock.
 *
 * <p>Takes frames of any multiple of 2.5 ms up to 120 ms. Thread: the owner's; nothing is allocated
 * once built.
 */
abstract sealed class WaveformEncoder implements AudioEncoder permits G711Encoder, G722Encoder {

    private static final int LONGEST_FRAME_MS = 120;

    private final int rateHz;
    private final int channels;
    private final int codecRateHz;
    private final Resampler resampler;
    private final short[] input;
    private final short[] resampled;
    private final byte[] octets = new byte[WaveformDecoder.CLOCK_HZ / 1_000 * LONGEST_FRAME_MS];

    WaveformEncoder(int codecRateHz, int rateHz, int channels) {
        OpusCodecs.requireOutput(rateHz, channels);
        this.rateHz = rateHz;
        this.channels = channels;
        this.codecRateHz = codecRateHz;
        this.resampler = new Resampler(rateHz, codecRateHz, 1);
        this.input = new short[rateHz / 1_000 * LONGEST_FRAME_MS];
        this.resampled = new short[codecRateHz / 1_000 * LONGEST_FRAME_MS];
    }

    /**
     * Codes samples at the codec's rate.
     *
     * @param samples as many as fill whole octets
     */
    abstract void compress(short[] pcm, int samples, byte[] octets);

    /** By how much coding and decoding delay, in samples at the codec's rate. */
    abstract int codecDelay();

    /** Forgets the codec's state. */
    abstract void restart();

    @Override
    public final int rateHz() {
        return rateHz;
    }

    @Override
    public final int channels() {
        return channels;
    }

    @Override
    public final int clockRateHz() {
        return WaveformDecoder.CLOCK_HZ;
    }

    @Override
    public final int encode(
            DirectBuffer pcm,
            int offset,
            int samplesPerChannel,
            MutableDirectBuffer out,
            int outOffset,
            int maxBytes) {
        boolean whole = samplesPerChannel % (rateHz / 400) == 0;
        if (!whole || samplesPerChannel < 1 || samplesPerChannel > input.length) {
            return FAILED;
        }
        int bytes = samplesPerChannel / (rateHz / WaveformDecoder.CLOCK_HZ);
        if (bytes > maxBytes) {
            return FAILED;
        }
        mixDown(pcm, offset, samplesPerChannel);
        int samples = resampler.process(input, 0, samplesPerChannel, resampled, 0);
        compress(resampled, samples, octets);
        out.putBytes(outOffset, octets, 0, bytes);
        return bytes;
    }

    @Override
    public final void expectedLoss(int percent) {
        // The codec has no redundancy to steer.
    }

    @Override
    public final int lookaheadSamples() {
        long resamplerNs = resampler.delayNs();
        return (int)
                Math.round(
                        resamplerNs * 1e-9 * rateHz + (double) codecDelay() * rateHz / codecRateHz);
    }

    @Override
    public final void reset() {
        resampler.reset();
        restart();
    }

    @Override
    public final void close() {
        // All of it is on the heap.
    }

    private void mixDown(DirectBuffer pcm, int offset, int samples) {
        for (int i = 0; i < samples; i++) {
            int at = offset + 2 * channels * i;
            int first = pcm.getShort(at, ByteOrder.LITTLE_ENDIAN);
            int last = pcm.getShort(at + 2 * (channels - 1), ByteOrder.LITTLE_ENDIAN);
            input[i] = (short) ((first + last) >> 1);
        }
    }
}
