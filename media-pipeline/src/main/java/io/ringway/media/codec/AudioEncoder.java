package io.ringway.media.codec;

import io.ringway.media.counters.Counter;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * One stream's encoder of any codec: signed 16-bit little-endian PCM in, channels interleaved, one
 * packet a frame out. Thread: the owner's.
 */
public interface AudioEncoder extends AutoCloseable {

    /** What a frame the encoder refuses yields. */
    int FAILED = Counter.DROP_ENCODE_FAILED.code();

    /** Input samples a second and channel. */
    int rateHz();

    /** Input channels, 1 or 2. */
    int channels();

    /** RTP clock of the codec: 48,000 for Opus, 8,000 for G.711 and, by RFC 3551, G.722. */
    int clockRateHz();

    /**
     * Encodes one frame.
     *
     * @param samplesPerChannel 10, 20, 40 or 60 ms at {@link #rateHz}; Opus takes 2.5, 5, 80, 100
     *     and 120 ms too
     * @param maxBytes room at {@code outOffset}; 1,275 fit any frame of up to 20 ms
     * @return bytes of the packet (of Opus with DTX, 1 or 2 need not be sent), or {@link #FAILED}
     *     when the frame has another length or the room was too small
     */
    int encode(
            DirectBuffer pcm,
            int offset,
            int samplesPerChannel,
            MutableDirectBuffer out,
            int outOffset,
            int maxBytes);

    /**
     * Says what share of the packets the far end has lost of late, which steers redundancy where
     * the codec has any.
     *
     * @param percent 0 to 100
     */
    void expectedLoss(int percent);

    /** Samples per channel the decoder's output lags behind the input, at {@link #rateHz}. */
    int lookaheadSamples();

    /** Forgets the stream so far. */
    void reset();

    /** Frees the encoder; any later call is a bug. */
    @Override
    void close();
}
