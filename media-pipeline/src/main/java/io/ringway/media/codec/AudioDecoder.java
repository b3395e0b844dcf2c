package io.ringway.media.codec;

import io.ringway.media.counters.Counter;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * One stream's decoder of any codec: packets in order in, signed 16-bit little-endian PCM out,
 * channels interleaved, at a rate its user chose.
 *
 * <p>Methods that yield a length return samples per channel, or the negative {@link Counter#code}
 * of {@link Counter#DROP_DECODE_FAILED}; no packet makes them throw. Thread: the owner's.
 */
public interface AudioDecoder extends AutoCloseable {

    /** What a packet the decoder refuses yields. */
    int FAILED = Counter.DROP_DECODE_FAILED.code();

    /** Output samples a second and channel: 8, 16, 24 or 48 kHz. */
    int rateHz();

    /** Output channels, 1 or 2, whatever the packets carry. */
    int channels();

    /** RTP clock of the codec: 48,000 for Opus, 8,000 for G.711 and, by RFC 3551, G.722. */
    int clockRateHz();

    /** How long a packet is in ticks of the RTP clock, or {@link #FAILED} when it is malformed. */
    int durationTicks(DirectBuffer packet, int offset, int length);

    /**
     * Length in RTP ticks of what {@link #restore} can read from a packet about the one before it;
     * 0 when there is nothing.
     */
    int redundantTicks(DirectBuffer packet, int offset, int length);

    /**
     * Decodes one packet.
     *
     * @param maxSamplesPerChannel room at {@code outOffset}
     * @return samples per channel written, or {@link #FAILED}
     */
    int decode(
            DirectBuffer packet,
            int offset,
            int length,
            MutableDirectBuffer pcmOut,
            int outOffset,
            int maxSamplesPerChannel);

    /**
     * Decodes a packet's redundant copy of the frame just before it, which must be missing.
     *
     * @param samplesPerChannel exact length of that frame at the output rate
     * @return {@code samplesPerChannel}, or {@link #FAILED}
     */
    int restore(
            DirectBuffer packet,
            int offset,
            int length,
            MutableDirectBuffer pcmOut,
            int outOffset,
            int samplesPerChannel);

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
