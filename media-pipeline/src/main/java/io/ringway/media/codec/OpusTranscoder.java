package io.ringway.media.codec;

import io.ringway.media.PayloadFormat.Codec;
import io.ringway.media.memory.NativeMemory;
import io.ringway.media.rtp.MediaPacket;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Turns packets of other codecs into Opus packets of 48 kHz, one channel: a packet is decoded, then
 * taken from it in pieces that Opus has frames for, of 20 ms if it is that long (RFC 6716 §2.1.4).
 *
 * <p>Thread: its owner's. Allocates nothing once every codec was seen.
 */
public final class OpusTranscoder implements AutoCloseable {

    /** Room for one packet. */
    public static final int MAX_PACKET_BYTES = 1_275;

    private static final int RATE_HZ = 48_000;
    private static final int CHANNELS = 1;
    private static final int BYTES_PER_SAMPLE = 2;

    /** RFC 3551 §4.2: packets are of up to 200 ms. */
    private static final int MAX_SAMPLES = RATE_HZ / 5;

    private final SpeechDecoders decoders;
    private final OpusEncoder encoder;
    private final UnsafeBuffer pcm = new UnsafeBuffer(0, 0);
    private long memory;
    private @Nullable Codec codec;

    /**
     * @param decoders makes decoders to 48 kHz, one channel; they are closed with this
     */
    public OpusTranscoder(SpeechDecoders.Source decoders, OpusCodecs opus) {
        this.decoders = new SpeechDecoders(RATE_HZ, CHANNELS, decoders);
        this.encoder = opus.encoder(OpusEncoderSettings.VOICE);
        this.memory = NativeMemory.allocate((long) MAX_SAMPLES * BYTES_PER_SAMPLE);
        pcm.wrap(memory, MAX_SAMPLES * BYTES_PER_SAMPLE);
    }

    /**
     * Decodes a packet, of which {@link #encode} then takes pieces.
     *
     * @return its samples, or a negative code when it is not to be decoded
     */
    public int decode(MediaPacket packet, Codec packetCodec) {
        AudioDecoder decoder = decoders.of(packetCodec);
        if (codec != packetCodec) {
            codec = packetCodec;
            decoder.reset();
        }
        return decoder.decode(
                packet.buffer(),
                packet.payloadOffset(),
                packet.payloadLength(),
                pcm,
                0,
                MAX_SAMPLES);
    }

    /** Samples of the next piece, of so many left: 20, 10, 5 or 2.5 ms; 0 when it is less. */
    public static int pieceSamples(int samplesLeft) {
        for (int piece = RATE_HZ / 50; piece >= RATE_HZ / 400; piece /= 2) {
            if (piece <= samplesLeft) {
                return piece;
            }
        }
        return 0;
    }

    /**
     * Encodes a piece of the packet decoded last.
     *
     * @param out off-heap, with room for {@link #MAX_PACKET_BYTES}
     * @return bytes of the Opus packet, or a negative code
     */
    public int encode(int fromSample, int samples, MutableDirectBuffer out, int outOffset) {
        int from = fromSample * BYTES_PER_SAMPLE;
        return encoder.encode(pcm, from, samples, out, outOffset, MAX_PACKET_BYTES);
    }

    /** What follows stands in no relation to what came. */
    public void reset() {
        codec = null;
        encoder.reset();
    }

    /** Frees everything; idempotent. */
    @Override
    public void close() {
        if (memory != 0) {
            decoders.close();
            encoder.close();
            pcm.wrap(0, 0);
            NativeMemory.free(memory);
            memory = 0;
        }
    }
}
