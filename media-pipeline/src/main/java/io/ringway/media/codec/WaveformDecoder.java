package io.ringway.media.codec;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * What decoders of waveform codecs share: packets of one channel in which every octet lasts one
 * tick of an 8 kHz clock, concealment at the codec's own rate, and then the user's rate.
 *
 * <p>A packet of n ms yields n ms to the sample; the resampler's delay stands at the stream's start
 * only. Thread: the owner's; nothing is allocated but when a packet is longer than any before.
 */
abstract sealed class WaveformDecoder implements AudioDecoder permits G711Decoder, G722Decoder {

    static final int CLOCK_HZ = 8_000;

    /** RFC 3551 §4.2: a receiver should take packets of up to 200 ms. */
    private static final int MAX_OCTETS = CLOCK_HZ / 5;

    private static final int USUAL_OCTETS = CLOCK_HZ / 50;
    private static final int MAX_CONCEALED_MS = 120;

    private final int rateHz;
    private final int channels;
    private final int codecRateHz;
    private final Resampler resampler;
    private final WaveformConcealment concealment;

    /** Room for the longest packet so far: nearly all streams have none longer than 20 ms. */
    private byte[] octets = new byte[0];

    private short[] decoded = new short[0];
    private short[] resampled = new short[0];

    WaveformDecoder(int codecRateHz, int rateHz, int channels) {
        OpusCodecs.requireOutput(rateHz, channels);
        this.rateHz = rateHz;
        this.channels = channels;
        this.codecRateHz = codecRateHz;
        this.resampler = new Resampler(codecRateHz, rateHz, 1);
        this.concealment = new WaveformConcealment(codecRateHz);
        makeRoom(USUAL_OCTETS);
    }

    private void makeRoom(int ticks) {
        if (ticks > octets.length) {
            octets = new byte[ticks];
            decoded = new short[ticks * (codecRateHz / CLOCK_HZ)];
            resampled = new short[ticks * (rateHz / CLOCK_HZ)];
        }
    }

    /** Turns octets into samples at the codec's rate. */
    abstract void expand(byte[] octets, int length, short[] pcm);

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
        return CLOCK_HZ;
    }

    @Override
    public final int durationTicks(DirectBuffer packet, int offset, int length) {
        return length < 1 || length > MAX_OCTETS ? FAILED : length;
    }

    @Override
    public final int redundantTicks(DirectBuffer packet, int offset, int length) {
        return 0;
    }

    @Override
    public final int decode(
            DirectBuffer packet,
            int offset,
            int length,
            MutableDirectBuffer pcmOut,
            int outOffset,
            int maxSamplesPerChannel) {
        if (length < 1
                || length > MAX_OCTETS
                || length * (rateHz / CLOCK_HZ) > maxSamplesPerChannel) {
            return FAILED;
        }
        makeRoom(length);
        packet.getBytes(offset, octets, 0, length);
        expand(octets, length, decoded);
        int samples = length * (codecRateHz / CLOCK_HZ);
        concealment.accept(decoded, 0, samples);
        return deliver(samples, pcmOut, outOffset);
    }

    @Override
    public final int restore(
            DirectBuffer packet,
            int offset,
            int length,
            MutableDirectBuffer pcmOut,
            int outOffset,
            int samplesPerChannel) {
        return FAILED;
    }

    @Override
    public final int conceal(int samplesPerChannel, MutableDirectBuffer pcmOut, int outOffset) {
        boolean whole = samplesPerChannel % (rateHz / CLOCK_HZ) == 0;
        if (samplesPerChannel < 1
                || !whole
                || samplesPerChannel > rateHz / 1_000 * MAX_CONCEALED_MS) {
            return FAILED;
        }
        int ticks = samplesPerChannel / (rateHz / CLOCK_HZ);
        makeRoom(ticks);
        int samples = ticks * (codecRateHz / CLOCK_HZ);
        concealment.conceal(decoded, 0, samples);
        return deliver(samples, pcmOut, outOffset);
    }

    @Override
    public final void reset() {
        restart();
        concealment.reset();
        resampler.reset();
    }

    @Override
    public final void close() {
        // All of it is on the heap.
    }

    private int deliver(int samples, MutableDirectBuffer pcmOut, int outOffset) {
        int count = resampler.process(decoded, 0, samples, resampled, 0);
        if (channels == 1) {
            LittleEndianPcm.write(resampled, count, pcmOut, outOffset);
            return count;
        }
        for (int i = 0; i < count; i++) {
            int both = (resampled[i] & 0xFFFF) | (resampled[i] << 16);
            pcmOut.putInt(outOffset + 4 * i, both, ByteOrder.LITTLE_ENDIAN);
        }
        return count;
    }
}
