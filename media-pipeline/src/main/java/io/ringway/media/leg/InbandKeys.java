package io.ringway.media.leg;

import io.ringway.media.PayloadFormat.Codec;
import io.ringway.media.codec.AudioCodecs;
import io.ringway.media.codec.AudioDecoder;
import io.ringway.media.codec.OpusCodecs;
import io.ringway.media.memory.NativeMemory;
import io.ringway.media.rtp.MediaPacket;
import io.ringway.media.tone.KeyDetector;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Listens for telephone keys in the sound of one received stream, decoded to 8 kHz for this alone:
 * whether and how the stream is forwarded does not matter. The sound itself is left as it is, so
 * that across a bridge the other party hears these tones.
 *
 * <p>Thread: the decoding stage's. Allocates nothing while the codec stays.
 */
final class InbandKeys implements AutoCloseable {

    /** RFC 3551 §4.2: packets are of up to 200 ms. */
    private static final int MAX_SAMPLES = KeyDetector.RATE_HZ / 5;

    private static final int BYTES_PER_SAMPLE = 2;

    /** A longer hole in the stream ends a key: 60 ms. */
    private static final int MAX_GAP_MS = 60;

    private final AudioCodecs codecs;
    private final KeyDetector detector;
    private final UnsafeBuffer decoded = new UnsafeBuffer(0, 0);
    private final short[] pcm = new short[MAX_SAMPLES];
    private long memory;
    private @Nullable AudioDecoder decoder;
    private @Nullable Codec codec;
    private long nextTimestamp;

    InbandKeys(OpusCodecs opus, KeyDetector.Listener listener) {
        this.codecs = new AudioCodecs(opus);
        this.detector = new KeyDetector(listener);
        this.memory = NativeMemory.allocate((long) MAX_SAMPLES * BYTES_PER_SAMPLE);
        decoded.wrap(memory, MAX_SAMPLES * BYTES_PER_SAMPLE);
    }

    /** Takes a packet of speech in order. */
    void onSpeech(MediaPacket packet, Codec packetCodec, int clockRateHz) {
        AudioDecoder current = decoderOf(packetCodec);
        long gap = packet.rtpTimestamp() - nextTimestamp;
        if (gap < 0 || gap > (long) clockRateHz / 1_000 * MAX_GAP_MS) {
            detector.finish();
        }
        int samples =
                current.decode(
                        packet.buffer(),
                        packet.payloadOffset(),
                        packet.payloadLength(),
                        decoded,
                        0,
                        MAX_SAMPLES);
        if (samples <= 0) {
            return;
        }
        for (int i = 0; i < samples; i++) {
            pcm[i] = decoded.getShort(BYTES_PER_SAMPLE * i, ByteOrder.LITTLE_ENDIAN);
        }
        nextTimestamp = packet.rtpTimestamp() + (long) samples * clockRateHz / KeyDetector.RATE_HZ;
        detector.onPcm(pcm, 0, samples);
    }

    /** Ends a key that is being held, and frees everything. */
    @Override
    public void close() {
        if (memory == 0) {
            return;
        }
        detector.finish();
        if (decoder != null) {
            decoder.close();
            decoder = null;
        }
        decoded.wrap(0, 0);
        NativeMemory.free(memory);
        memory = 0;
    }

    private AudioDecoder decoderOf(Codec wanted) {
        AudioDecoder current = decoder;
        if (current == null || wanted != codec) {
            if (current != null) {
                current.close();
            }
            current = codecs.decoder(wanted, KeyDetector.RATE_HZ, 1);
            decoder = current;
            codec = wanted;
        }
        return current;
    }
}
