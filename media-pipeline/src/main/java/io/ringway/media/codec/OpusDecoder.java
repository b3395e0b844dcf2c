package io.ringway.media.codec;

import io.ringway.media.counters.Counter;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * One stream's Opus decoder: packets in order in, signed 16-bit little-endian PCM out, channels
 * interleaved.
 *
 * <p>Methods that yield a length return samples per channel, or the negative {@link Counter#code}
 * of {@link Counter#DROP_DECODE_FAILED}; no packet makes them throw. Thread: the owner's.
 */
public sealed interface OpusDecoder extends AutoCloseable permits LibopusDecoder, ConcentusDecoder {

    /** What a packet the decoder refuses yields. */
    int FAILED = Counter.DROP_DECODE_FAILED.code();

    /** Output samples a second and channel: 8, 16, 24 or 48 kHz. */
    int rateHz();

    /** Output channels, 1 or 2, whatever the packets carry. */
    int channels();

    /**
     * Decodes one packet, or what it says of the frame before it.
     *
     * @param fec true decodes not the packet but its redundant copy of the frame just before it
     *     (RFC 6716 §2.1.7), which must be missing; {@code maxSamplesPerChannel} then is that
     *     frame's exact length. Without such a copy the frame is concealed.
     * @param maxSamplesPerChannel room at {@code outOffset}
     * @return samples per channel written, or {@link #FAILED}
     */
    int decode(
            DirectBuffer packet,
            int offset,
            int length,
            boolean fec,
            MutableDirectBuffer pcmOut,
            int outOffset,
            int maxSamplesPerChannel);

    /**
     * Makes up what may have been in lost packets.
     *
     * @param samplesPerChannel a multiple of 2.5 ms, up to 120 ms
     * @return {@code samplesPerChannel}, or {@link #FAILED}
     */
    int conceal(int samplesPerChannel, MutableDirectBuffer pcmOut, int outOffset);

    /** Forgets the stream so far, as for a new sender. */
    void reset();

    /** Frees the decoder; any later call is a bug. */
    @Override
    void close();
}
