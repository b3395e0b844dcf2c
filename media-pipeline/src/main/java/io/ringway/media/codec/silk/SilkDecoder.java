package io.ringway.media.codec.silk;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** The SILK layer of an Opus stream as PCM at 8 or 16 kHz (RFC 6716 §4.2). */
public final class SilkDecoder {

    /** Not for this decoder; nothing was written; the state is as after the last decoded packet. */
    public static final int UNSUITED = -2;

    private final int rateHz;

    /** Output at 8,000 or 16,000 samples a second. */
    public SilkDecoder(int rateHz) {
        if (rateHz != 8_000 && rateHz != 16_000) {
            throw new IllegalArgumentException(rateHz + " Hz, not 8000 or 16000");
        }
        this.rateHz = rateHz;
    }

    /** Whether a packet is of a kind this decodes, by its first byte. */
    public static boolean suits(DirectBuffer packet, int offset, int length) {
        return false;
    }

    /** Samples a second of what is written. */
    public int rateHz() {
        return rateHz;
    }

    /** Decodes all frames of an Opus packet; samples written, or {@link #UNSUITED}. */
    public int decode(
            DirectBuffer packet,
            int offset,
            int length,
            MutableDirectBuffer pcmOut,
            int outOffset,
            int maxSamples) {
        return UNSUITED;
    }

    /** The frame just before this packet, from its in-band redundancy (RFC 6716 §4.2.5). */
    public int restore(
            DirectBuffer packet,
            int offset,
            int length,
            MutableDirectBuffer pcmOut,
            int outOffset,
            int samples) {
        return UNSUITED;
    }

    /** Goes on without a packet. */
    public int conceal(int samples, MutableDirectBuffer pcmOut, int outOffset) {
        return UNSUITED;
    }

    /** As just made. */
    public void reset() {}
}
