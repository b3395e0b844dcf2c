package io.ringway.media.conference;

import io.ringway.media.PayloadFormat;
import io.ringway.media.codec.AudioCodecs;
import io.ringway.media.codec.AudioEncoder;
import io.ringway.media.codec.OpusEncoderSettings;
import io.ringway.media.codec.OpusPacket;
import io.ringway.media.codec.OpusVoice;
import io.ringway.media.memory.NativeMemory;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Encodes frames of mixes in one format. Thread: the room's shard. Allocates nothing, with libopus.
 */
final class MixEncoder implements AutoCloseable {

    private static final int BYTES_PER_SAMPLE = 2;

    /** RFC 6716 §2.1.9: a frame of at most one byte and its table of contents. */
    private static final int MAX_DTX_BYTES = 2;

    private final AudioEncoder encoder;
    private final int silentBytes;
    private final long memory;
    private final UnsafeBuffer pcm;
    private final UnsafeBuffer packet;

    /**
     * @param format a speech codec, and what the far end asks of it
     * @param voice how Opus is encoded
     * @param rateHz of the frames
     */
    MixEncoder(PayloadFormat format, AudioCodecs codecs, OpusVoice voice, int rateHz) {
        encoder = encoder(format, codecs, voice, rateHz);
        boolean opus = format.codec() == PayloadFormat.Codec.OPUS;
        silentBytes = opus && voice.dtx(format.sending()) ? MAX_DTX_BYTES : 0;
        int pcmBytes = rateHz / 1_000 * ConferenceSettings.FRAME_MS * BYTES_PER_SAMPLE;
        memory = NativeMemory.allocate(pcmBytes + OpusPacket.MAX_FRAME_BYTES);
        pcm = new UnsafeBuffer(memory, pcmBytes);
        packet = new UnsafeBuffer(memory + pcmBytes, OpusPacket.MAX_FRAME_BYTES);
    }

    /** Where encoded frames lie, from the first byte on, until the next. */
    DirectBuffer packet() {
        return packet;
    }

    /** RTP ticks of a frame. */
    int frameTicks() {
        return encoder.clockRateHz() / 1_000 * ConferenceSettings.FRAME_MS;
    }

    /**
     * Encodes a frame.
     *
     * @return its bytes, 0 when it need not be sent (DTX), or the negative code of a counter
     */
    int encode(short[] frame) {
        for (int i = 0; i < frame.length; i++) {
            pcm.putShort(BYTES_PER_SAMPLE * i, frame[i], ByteOrder.LITTLE_ENDIAN);
        }
        int bytes = encoder.encode(pcm, 0, frame.length, packet, 0, packet.capacity());
        return bytes >= 0 && bytes <= silentBytes ? 0 : bytes;
    }

    /** Begins anew, in the middle of what others heard: frames that were heard, but not from it. */
    void goOnAfter(MixHistory heard) {
        encoder.reset();
        for (int i = 0; i < heard.frames(); i++) {
            encode(heard.frame(i));
        }
    }

    @Override
    public void close() {
        encoder.close();
        pcm.wrap(0, 0);
        packet.wrap(0, 0);
        NativeMemory.free(memory);
    }

    private static AudioEncoder encoder(
            PayloadFormat format, AudioCodecs codecs, OpusVoice voice, int rateHz) {
        AudioCodecs.Kind kind = AudioCodecs.Kind.of(format.codec());
        return kind == AudioCodecs.Kind.OPUS
                ? codecs.encoder(
                        atRate(voice.settings(format.inbandFec(), 0, format.sending()), rateHz))
                : codecs.encoder(kind, rateHz, 1);
    }

    private static OpusEncoderSettings atRate(OpusEncoderSettings usual, int rateHz) {
        return new OpusEncoderSettings(
                rateHz,
                usual.channels(),
                usual.bitrateBps(),
                usual.complexity(),
                usual.application(),
                usual.inbandFec(),
                usual.expectedLossPercent(),
                usual.dtx(),
                usual.constantBitrate(),
                Math.min(rateHz, usual.maxPlaybackRateHz()));
    }
}
