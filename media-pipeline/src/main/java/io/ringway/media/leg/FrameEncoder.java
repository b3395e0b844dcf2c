package io.ringway.media.leg;

import io.ringway.media.AudioSection;
import io.ringway.media.PayloadFormat;
import io.ringway.media.codec.AudioEncoder;
import io.ringway.media.codec.OpusCodecs;
import io.ringway.media.codec.OpusEncoderSettings;
import io.ringway.media.memory.NativeMemory;
import java.nio.ByteOrder;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Encodes frames in the format a section was negotiated with. The encoder is opened when it is
 * first needed, and again when another format is.
 *
 * <p>Thread: the leg's shard. Allocates nothing once open, with libopus.
 */
final class FrameEncoder implements AutoCloseable {

    private static final int BYTES_PER_SAMPLE = 2;

    private final OpusCodecs codecs;
    private final int frameMs;
    private final UnsafeBuffer pcm = new UnsafeBuffer(0, 0);
    private long memory;
    private @Nullable AudioEncoder encoder;
    private @Nullable PayloadFormat format;
    private int expectedLossPercent = OpusEncoderSettings.VOICE.expectedLossPercent();

    /**
     * @param frameMs 10, 20, 40 or 60
     */
    FrameEncoder(OpusCodecs codecs, int frameMs) {
        this.codecs = codecs;
        this.frameMs = frameMs;
    }

    /**
     * Makes ready for a section.
     *
     * @return false when none of its formats can be sent
     */
    boolean use(AudioSection section) {
        PayloadFormat wanted = AudioTransmission.opusOf(section);
        if (wanted == null) {
            return false;
        }
        if (encoder == null || !wanted.equals(format)) {
            open(wanted);
        }
        return true;
    }

    int payloadType() {
        return format == null ? 0 : format.payloadType();
    }

    int rateHz() {
        return opened().rateHz();
    }

    int samplesPerFrame() {
        return opened().rateHz() / 1_000 * frameMs;
    }

    /** A frame's length on the RTP clock. */
    int ticksPerFrame() {
        return opened().clockRateHz() / 1_000 * frameMs;
    }

    int lookaheadSamples() {
        return opened().lookaheadSamples();
    }

    /** Encodes one frame; returns its bytes, or the negative code of a counter. */
    int encode(short[] frame, MutableDirectBuffer out, int offset, int maxBytes) {
        int samples = samplesPerFrame();
        for (int i = 0; i < samples; i++) {
            pcm.putShort(BYTES_PER_SAMPLE * i, frame[i], ByteOrder.LITTLE_ENDIAN);
        }
        return opened().encode(pcm, 0, samples, out, offset, maxBytes);
    }

    /**
     * The far end lost that share, in 256ths, of what was sent of late. Redundancy follows loss up
     * at once, and down by an eighth a report, so that one good report does not leave it without.
     */
    void onReport(int fractionLost) {
        int percent = (fractionLost * 100 + 128) / 256;
        int lower = expectedLossPercent - (expectedLossPercent - percent + 7) / 8;
        int next = Math.max(percent, lower);
        if (next != expectedLossPercent) {
            expectedLossPercent = next;
            if (encoder != null) {
                encoder.expectedLoss(next);
            }
        }
    }

    @Override
    public void close() {
        if (encoder != null) {
            encoder.close();
            encoder = null;
            pcm.wrap(0, 0);
            NativeMemory.free(memory);
        }
    }

    private void open(PayloadFormat wanted) {
        close();
        OpusEncoderSettings voice = OpusEncoderSettings.VOICE;
        AudioEncoder fresh =
                codecs.encoder(
                        new OpusEncoderSettings(
                                voice.rateHz(),
                                voice.channels(),
                                voice.bitrateBps(),
                                voice.complexity(),
                                voice.application(),
                                wanted.inbandFec(),
                                expectedLossPercent,
                                voice.dtx()));
        int bytes = fresh.rateHz() / 1_000 * frameMs * BYTES_PER_SAMPLE;
        memory = NativeMemory.allocate(bytes);
        pcm.wrap(memory, bytes);
        encoder = fresh;
        format = wanted;
    }

    private AudioEncoder opened() {
        AudioEncoder current = encoder;
        if (current == null) {
            throw new IllegalStateException("no format to encode has been chosen");
        }
        return current;
    }
}
