package io.ringway.media.codec;

import io.ringway.media.memory.NativeMemory;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** libopus' encoder on buffers off the heap; nothing is allocated by a call. */
final class LibopusEncoder implements OpusEncoder {

    private static final int BYTES_PER_SAMPLE = 2;

    /** Room before the state for what a control call returns. */
    private static final int RESULT_BYTES = 64;

    private final OpusEncoderSettings settings;
    private final UnsafeBuffer result = new UnsafeBuffer(0, 0);
    private long memory;

    LibopusEncoder(OpusEncoderSettings settings) {
        this.settings = settings;
        int channels = settings.channels();
        this.memory = NativeMemory.allocate(RESULT_BYTES + (long) Libopus.encoderSize(channels));
        result.wrap(memory, RESULT_BYTES);
        int application = settings.application().code();
        int status = Libopus.encoderInit(state(), settings.rateHz(), channels, application);
        if (status != 0) {
            close();
            throw new IllegalStateException("opus_encoder_init returned " + status);
        }
        apply();
    }

    @Override
    public OpusEncoderSettings settings() {
        return settings;
    }

    @Override
    public int encode(
            DirectBuffer pcm,
            int offset,
            int samplesPerChannel,
            MutableDirectBuffer out,
            int outOffset,
            int maxBytes) {
        int bytes = Math.multiplyExact(samplesPerChannel, settings.channels() * BYTES_PER_SAMPLE);
        long input = OffHeapAddress.of(pcm, offset, bytes);
        long output = OffHeapAddress.of(out, outOffset, maxBytes);
        if ((input & 1) != 0) {
            throw new IllegalArgumentException("PCM to encode must lie at an even address");
        }
        int length = Libopus.encode(state(), input, samplesPerChannel, output, maxBytes);
        return length > 0 ? length : FAILED;
    }

    @Override
    public void expectedLoss(int percent) {
        set(Libopus.SET_PACKET_LOSS_PERC, percent);
    }

    @Override
    public int lookaheadSamples() {
        return get(Libopus.GET_LOOKAHEAD);
    }

    @Override
    public void reset() {
        Libopus.encoderReset(state());
    }

    @Override
    public void close() {
        if (memory != 0) {
            result.wrap(0, 0);
            NativeMemory.free(memory);
            memory = 0;
        }
    }

    /** State of the range coder after the last packet. */
    int finalRange() {
        return get(Libopus.GET_FINAL_RANGE);
    }

    private void apply() {
        set(Libopus.SET_BITRATE, settings.bitrateBps());
        set(Libopus.SET_COMPLEXITY, settings.complexity());
        set(Libopus.SET_INBAND_FEC, settings.inbandFec() ? 1 : 0);
        set(Libopus.SET_PACKET_LOSS_PERC, settings.expectedLossPercent());
        set(Libopus.SET_DTX, settings.dtx() ? 1 : 0);
        set(Libopus.SET_VBR, settings.constantBitrate() ? 0 : 1);
        int heard = OpusBandwidth.heardAt(settings.maxPlaybackRateHz()).code();
        set(Libopus.SET_MAX_BANDWIDTH, heard);
        if (settings.application() == OpusEncoderSettings.Application.VOICE) {
            set(Libopus.SET_SIGNAL, Libopus.SIGNAL_VOICE);
        }
    }

    private void set(int request, int value) {
        int status = Libopus.encoderSet(state(), request, value);
        if (status != 0) {
            throw new IllegalArgumentException(
                    "libopus refused request " + request + " with " + value + ": " + status);
        }
    }

    private int get(int request) {
        Libopus.encoderGet(state(), request, memory);
        return result.getInt(0);
    }

    private long state() {
        if (memory == 0) {
            throw new IllegalStateException("encoder is closed");
        }
        return memory + RESULT_BYTES;
    }
}
