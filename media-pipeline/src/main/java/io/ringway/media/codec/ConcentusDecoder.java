package io.ringway.media.codec;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Pure-Java decoding: Concentus at 48 kHz always, for it returns near-silence for hybrid frames at
 * any other rate, then our {@link Resampler}. It copies through the heap and allocates.
 */
final class ConcentusDecoder implements OpusDecoder {

    private static final int NATIVE_RATE_HZ = 48_000;

    /** Larger than any UDP payload that reaches a decoder. */
    private static final int MAX_PACKET_BYTES = 65_535;

    private final int rateHz;
    private final int channels;
    private final int ratio;
    private final ConcentusGuard concentus;
    private final Resampler resampler;
    private final short[] decoded;
    private final short[] resampled;
    private byte[] input = new byte[1_536];

    ConcentusDecoder(int rateHz, int channels) {
        OpusCodecs.requireOutput(rateHz, channels);
        this.rateHz = rateHz;
        this.channels = channels;
        this.ratio = NATIVE_RATE_HZ / rateHz;
        this.concentus = new ConcentusGuard(NATIVE_RATE_HZ, channels);
        this.resampler = new Resampler(NATIVE_RATE_HZ, rateHz, channels);
        this.decoded = new short[OpusPacket.MAX_SAMPLES_48K * channels];
        this.resampled = new short[OpusPacket.MAX_SAMPLES_48K * channels];
    }

    @Override
    public int rateHz() {
        return rateHz;
    }

    @Override
    public int channels() {
        return channels;
    }

    @Override
    public int decode(
            DirectBuffer packet,
            int offset,
            int length,
            boolean fec,
            MutableDirectBuffer pcmOut,
            int outOffset,
            int maxSamplesPerChannel) {
        if (length > MAX_PACKET_BYTES || OpusPacket.samples48k(packet, offset, length) < 0) {
            return FAILED;
        }
        if (input.length < length) {
            input = new byte[length];
        }
        packet.getBytes(offset, input, 0, length);
        int room = Math.min(maxSamplesPerChannel * ratio, OpusPacket.MAX_SAMPLES_48K);
        return deliver(concentus.decode(input, length, decoded, room, fec), pcmOut, outOffset);
    }

    @Override
    public int conceal(int samplesPerChannel, MutableDirectBuffer pcmOut, int outOffset) {
        int samples = samplesPerChannel * ratio;
        return samples > OpusPacket.MAX_SAMPLES_48K
                ? FAILED
                : deliver(concentus.decode(null, 0, decoded, samples, false), pcmOut, outOffset);
    }

    @Override
    public void reset() {
        concentus.reset();
        resampler.reset();
    }

    @Override
    public void close() {
        // All of it is on the heap.
    }

    /** State of the range coder after the last packet. */
    int finalRange() {
        return concentus.finalRange();
    }

    private int deliver(int samples48k, MutableDirectBuffer pcmOut, int outOffset) {
        if (samples48k < 1) {
            return FAILED;
        }
        int samples = resampler.process(decoded, 0, samples48k, resampled, 0);
        LittleEndianPcm.write(resampled, samples * channels, pcmOut, outOffset);
        return samples;
    }
}
