package io.ringway.media.codec;

import io.ringway.media.counters.Counter;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * One stream's Opus encoder: signed 16-bit little-endian PCM in, channels interleaved, one packet a
 * frame out. Thread: the owner's.
 */
public sealed interface OpusEncoder extends AutoCloseable permits LibopusEncoder, ConcentusEncoder {

    /** What a frame the encoder refuses yields. */
    int FAILED = Counter.DROP_ENCODE_FAILED.code();

    /** What it was made with. */
    OpusEncoderSettings settings();

    /**
     * Encodes one frame.
     *
     * @param samplesPerChannel 2.5, 5, 10, 20, 40, 60, 80, 100 or 120 ms at the settings' rate
     * @param maxBytes room at {@code outOffset}, at least 2; 1,275 fit any frame of up to 20 ms
     * @return bytes of the packet (of 1 or 2, with DTX, need not be sent), or {@link #FAILED} when
     *     the frame has another length or the room was too small
     */
    int encode(
            DirectBuffer pcm,
            int offset,
            int samplesPerChannel,
            MutableDirectBuffer out,
            int outOffset,
            int maxBytes);

    /**
     * Says what share of the packets the far end has lost of late, which steers the redundancy.
     *
     * @param percent 0 to 100
     */
    void expectedLoss(int percent);

    /** Samples per channel the decoder's output lags behind the input, at the settings' rate. */
    int lookaheadSamples();

    /** Forgets the stream so far. */
    void reset();

    /** Frees the encoder; any later call is a bug. */
    @Override
    void close();
}
