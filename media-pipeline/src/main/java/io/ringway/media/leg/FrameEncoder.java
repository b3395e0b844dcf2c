package io.ringway.media.leg;

import io.ringway.media.AudioSection;
import io.ringway.media.PayloadFormat;
import io.ringway.media.codec.AudioCodecs;
import io.ringway.media.codec.AudioEncoder;
import io.ringway.media.codec.OpusCodecs;
import io.ringway.media.codec.OpusVoice;
import io.ringway.media.codec.RedundancySteering;
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

    /** RFC 6716 §2.1.9: a frame of at most one byte and its table of contents. */
    private static final int MAX_DTX_BYTES = 2;

    /** Of any codec's frames. */
    static final int LONGEST_MS = 60;

    private static final int NARROW_HZ = 8_000;
    private static final int WIDE_HZ = 16_000;

    private final AudioCodecs codecs;
    private final OpusVoice voice;
    private final UnsafeBuffer pcm = new UnsafeBuffer(0, 0);
    private long memory;
    private @Nullable AudioEncoder encoder;
    private @Nullable PayloadFormat format;
    private final RedundancySteering steering = new RedundancySteering();

    /**
     * @param voice how Opus is encoded
     */
    FrameEncoder(OpusCodecs codecs, OpusVoice voice) {
        this.codecs = new AudioCodecs(codecs);
        this.voice = voice;
    }

    /**
     * Makes ready for a section.
     *
     * @return false when none of its formats can be sent
     */
    boolean use(AudioSection section) {
        PayloadFormat wanted = section.speechFormat();
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

    /** So many samples on the RTP clock. */
    int ticksOf(int samples) {
        return samples * (opened().clockRateHz() / 1_000) / (opened().rateHz() / 1_000);
    }

    int lookaheadSamples() {
        return opened().lookaheadSamples();
    }

    /** A packet of no more bytes says only that nobody speaks, and need not be sent (DTX). */
    int silentBytes() {
        PayloadFormat current = format;
        if (current == null || current.codec() != PayloadFormat.Codec.OPUS) {
            return 0;
        }
        return voice.dtx(current.sending()) ? MAX_DTX_BYTES : 0;
    }

    /**
     * Encodes one frame; returns its bytes, or the negative code of a counter.
     *
     * @param samples 10, 20, 40 or 60 ms of them; 30 too where the codec is not Opus
     */
    int encode(short[] frame, int samples, MutableDirectBuffer out, int offset, int maxBytes) {
        for (int i = 0; i < samples; i++) {
            pcm.putShort(BYTES_PER_SAMPLE * i, frame[i], ByteOrder.LITTLE_ENDIAN);
        }
        return opened().encode(pcm, 0, samples, out, offset, maxBytes);
    }

    /**
     * The far end lost that share, in 256ths, of what was sent of late: redundancy follows, where
     * the codec has any.
     */
    void onReport(int fractionLost, long nowNs) {
        if (steering.onReport(fractionLost, nowNs) && encoder != null) {
            encoder.expectedLoss(steering.expectedLossPercent());
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
        AudioEncoder fresh = encoderOf(wanted);
        int bytes = fresh.rateHz() / 1_000 * LONGEST_MS * BYTES_PER_SAMPLE;
        memory = NativeMemory.allocate(bytes);
        pcm.wrap(memory, bytes);
        encoder = fresh;
        format = wanted;
    }

    private AudioEncoder encoderOf(PayloadFormat wanted) {
        return switch (wanted.codec()) {
            case OPUS -> opusEncoder(wanted);
            case PCMU -> codecs.encoder(AudioCodecs.Kind.PCMU, NARROW_HZ, 1);
            case PCMA -> codecs.encoder(AudioCodecs.Kind.PCMA, NARROW_HZ, 1);
            case G722 -> codecs.encoder(AudioCodecs.Kind.G722, WIDE_HZ, 1);
            case COMFORT_NOISE, RED, TELEPHONE_EVENT ->
                    throw new IllegalArgumentException(wanted.codec() + " is no speech");
        };
    }

    private AudioEncoder opusEncoder(PayloadFormat wanted) {
        return codecs.encoder(
                voice.settings(
                        wanted.inbandFec(), steering.expectedLossPercent(), wanted.sending()));
    }

    private AudioEncoder opened() {
        AudioEncoder current = encoder;
        if (current == null) {
            throw new IllegalStateException("no format to encode has been chosen");
        }
        return current;
    }
}
