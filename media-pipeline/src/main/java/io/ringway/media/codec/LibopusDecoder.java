package io.ringway.media.codec;

import io.ringway.media.memory.NativeMemory;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * libopus, straight to the wanted rate, in place, on buffers off the heap. Its state is one block
 * of our own; nothing is allocated by a call.
 */
final class LibopusDecoder implements OpusDecoder {

    private static final int BYTES_PER_SAMPLE = 2;

    /** Room before the state for what a control call returns. */
    private static final int RESULT_BYTES = 64;

    private final int rateHz;
    private final int channels;
    private final int maxPacketSamples;
    private final UnsafeBuffer aligned = new UnsafeBuffer(0, 0);
    private long memory;

    LibopusDecoder(int rateHz, int channels) {
        OpusCodecs.requireOutput(rateHz, channels);
        this.rateHz = rateHz;
        this.channels = channels;
        this.maxPacketSamples = rateHz / 1_000 * 120;
        this.memory = NativeMemory.allocate(RESULT_BYTES + (long) Libopus.decoderSize(channels));
        int status = Libopus.decoderInit(state(), rateHz, channels);
        if (status != 0) {
            close();
            throw new IllegalStateException("opus_decoder_init returned " + status);
        }
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
        if (length < 1) {
            return FAILED;
        }
        long address = OffHeapAddress.of(packet, offset, length);
        return decode(address, length, fec, pcmOut, outOffset, maxSamplesPerChannel);
    }

    @Override
    public int conceal(int samplesPerChannel, MutableDirectBuffer pcmOut, int outOffset) {
        return samplesPerChannel > maxPacketSamples
                ? FAILED
                : decode(0, 0, false, pcmOut, outOffset, samplesPerChannel);
    }

    @Override
    public void reset() {
        Libopus.decoderReset(state());
    }

    @Override
    public void close() {
        if (memory != 0) {
            NativeMemory.free(memory);
            memory = 0;
        }
        if (aligned.capacity() > 0) {
            long address = aligned.addressOffset();
            aligned.wrap(0, 0);
            NativeMemory.free(address);
        }
    }

    /** State of the range coder after the last packet; the encoder's when decoded without error. */
    int finalRange() {
        Libopus.decoderGet(state(), Libopus.GET_FINAL_RANGE, memory);
        return new UnsafeBuffer(memory, RESULT_BYTES).getInt(0);
    }

    private int decode(
            long packet,
            int length,
            boolean fec,
            MutableDirectBuffer pcmOut,
            int outOffset,
            int maxSamples) {
        int samples = Math.min(maxSamples, maxPacketSamples);
        int bytes = samples * channels * BYTES_PER_SAMPLE;
        long pcm = OffHeapAddress.of(pcmOut, outOffset, bytes);
        if (samples < 1) {
            return FAILED;
        }
        boolean odd = (pcm & 1) != 0;
        long target = odd ? aligned().addressOffset() : pcm;
        int decoded = Libopus.decode(state(), packet, length, target, samples, fec ? 1 : 0);
        if (decoded < 0) {
            return FAILED;
        }
        if (odd) {
            pcmOut.putBytes(outOffset, aligned, 0, decoded * channels * BYTES_PER_SAMPLE);
        }
        return decoded;
    }

    /** C may rely on 16-bit samples lying at even addresses; where ours do not, it writes here. */
    private UnsafeBuffer aligned() {
        if (aligned.capacity() == 0) {
            int bytes = maxPacketSamples * channels * BYTES_PER_SAMPLE;
            aligned.wrap(NativeMemory.allocate(bytes), bytes);
        }
        return aligned;
    }

    private long state() {
        if (memory == 0) {
            throw new IllegalStateException("decoder is closed");
        }
        return memory + RESULT_BYTES;
    }
}
