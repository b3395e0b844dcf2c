package io.ringway.media.codec;

import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusException;
import io.github.jaredmdobson.concentus.OpusSignal;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Pure-Java encoding by Concentus; copies through the heap and allocates. */
final class ConcentusEncoder implements OpusEncoder {

    private static final int LONGEST_FRAME_MS = 60;

    private final OpusEncoderSettings settings;
    private final io.github.jaredmdobson.concentus.OpusEncoder concentus;
    private final short[] input;
    private final byte[] output = new byte[3 * OpusPacket.MAX_FRAME_BYTES + 7];

    ConcentusEncoder(OpusEncoderSettings settings) {
        this.settings = settings;
        this.input = new short[settings.rateHz() / 1_000 * LONGEST_FRAME_MS * settings.channels()];
        this.concentus = create(settings);
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
        int samples = samplesPerChannel * settings.channels();
        if (samples < 1 || samples > input.length) {
            return FAILED;
        }
        for (int i = 0; i < samples; i++) {
            input[i] = pcm.getShort(offset + 2 * i, ByteOrder.LITTLE_ENDIAN);
        }
        int length = encode(samplesPerChannel, Math.min(maxBytes, output.length));
        if (length < 1) {
            return FAILED;
        }
        out.putBytes(outOffset, output, 0, length);
        return length;
    }

    @Override
    public void expectedLoss(int percent) {
        concentus.setPacketLossPercent(percent);
    }

    @Override
    public int lookaheadSamples() {
        return concentus.getLookahead();
    }

    @Override
    public void reset() {
        concentus.resetState();
    }

    @Override
    public void close() {
        // All of it is on the heap.
    }

    private int encode(int samplesPerChannel, int maxBytes) {
        try {
            return concentus.encode(input, 0, samplesPerChannel, output, 0, maxBytes);
        } catch (OpusException | RuntimeException | AssertionError e) {
            concentus.resetState();
            return FAILED;
        }
    }

    private static io.github.jaredmdobson.concentus.OpusEncoder create(
            OpusEncoderSettings settings) {
        try {
            var encoder =
                    new io.github.jaredmdobson.concentus.OpusEncoder(
                            settings.rateHz(),
                            settings.channels(),
                            application(settings.application()));
            encoder.setBitrate(settings.bitrateBps());
            encoder.setComplexity(settings.complexity());
            encoder.setUseInbandFEC(settings.inbandFec());
            encoder.setPacketLossPercent(settings.expectedLossPercent());
            encoder.setUseDTX(settings.dtx());
            encoder.setUseVBR(!settings.constantBitrate());
            encoder.setMaxBandwidth(bandwidth(OpusBandwidth.heardAt(settings.maxPlaybackRateHz())));
            if (settings.application() == OpusEncoderSettings.Application.VOICE) {
                encoder.setSignalType(OpusSignal.OPUS_SIGNAL_VOICE);
            }
            return encoder;
        } catch (OpusException e) {
            throw new IllegalStateException("Concentus refused " + settings, e);
        }
    }

    private static OpusApplication application(OpusEncoderSettings.Application application) {
        return switch (application) {
            case VOICE -> OpusApplication.OPUS_APPLICATION_VOIP;
            case AUDIO -> OpusApplication.OPUS_APPLICATION_AUDIO;
            case LOW_DELAY -> OpusApplication.OPUS_APPLICATION_RESTRICTED_LOWDELAY;
        };
    }

    private static io.github.jaredmdobson.concentus.OpusBandwidth bandwidth(
            OpusBandwidth bandwidth) {
        return switch (bandwidth) {
            case NARROW -> io.github.jaredmdobson.concentus.OpusBandwidth.OPUS_BANDWIDTH_NARROWBAND;
            case MEDIUM -> io.github.jaredmdobson.concentus.OpusBandwidth.OPUS_BANDWIDTH_MEDIUMBAND;
            case WIDE -> io.github.jaredmdobson.concentus.OpusBandwidth.OPUS_BANDWIDTH_WIDEBAND;
            case SUPER_WIDE ->
                    io.github.jaredmdobson.concentus.OpusBandwidth.OPUS_BANDWIDTH_SUPERWIDEBAND;
            case FULL -> io.github.jaredmdobson.concentus.OpusBandwidth.OPUS_BANDWIDTH_FULLBAND;
        };
    }
}
