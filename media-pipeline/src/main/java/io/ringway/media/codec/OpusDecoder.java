package io.ringway.media.codec;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** One stream's Opus decoder (RFC 6716). Thread: the owner's. */
public sealed interface OpusDecoder extends AudioDecoder
        permits LibopusDecoder, ConcentusDecoder, SpeechFirstDecoder {

    /** What a packet the decoder refuses yields. */
    int FAILED = AudioDecoder.FAILED;

    /** RTP clock of Opus (RFC 7587 §4.1). */
    int CLOCK_HZ = 48_000;

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

    @Override
    default int clockRateHz() {
        return CLOCK_HZ;
    }

    @Override
    default int durationTicks(DirectBuffer packet, int offset, int length) {
        return OpusPacket.samples48k(packet, offset, length);
    }

    @Override
    default int redundantTicks(DirectBuffer packet, int offset, int length) {
        boolean present =
                OpusPacket.samples48k(packet, offset, length) > 0
                        && InbandFec.present(packet, offset, length);
        return present ? OpusPacket.frameSamples48k(packet.getByte(offset)) : 0;
    }

    @Override
    default int decode(
            DirectBuffer packet,
            int offset,
            int length,
            MutableDirectBuffer pcmOut,
            int outOffset,
            int maxSamplesPerChannel) {
        return decode(packet, offset, length, false, pcmOut, outOffset, maxSamplesPerChannel);
    }

    @Override
    default int restore(
            DirectBuffer packet,
            int offset,
            int length,
            MutableDirectBuffer pcmOut,
            int outOffset,
            int samplesPerChannel) {
        return decode(packet, offset, length, true, pcmOut, outOffset, samplesPerChannel);
    }
}
