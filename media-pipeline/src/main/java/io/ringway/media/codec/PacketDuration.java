package io.ringway.media.codec;

import io.ringway.media.PayloadFormat.Codec;
import io.ringway.media.counters.Counter;
import org.agrona.DirectBuffer;

/**
 * How long a packet of any codec is, without decoding it. Thread: any; nothing is kept or
 * allocated.
 */
public final class PacketDuration {

    /** A packet that is malformed, or whose codec is none of speech. */
    public static final int UNKNOWN = Counter.DROP_DECODE_FAILED.code();

    private static final int OPUS_CLOCK_HZ = 48_000;
    private static final int WAVEFORM_CLOCK_HZ = 8_000;

    /** RFC 3551 §4.2: a receiver should take packets of up to 200 ms; Opus ends at 120. */
    private static final int MAX_OCTETS = WAVEFORM_CLOCK_HZ / 5;

    private PacketDuration() {}

    /** Ticks of the codec's RTP clock, or {@link #UNKNOWN}. */
    public static int ticks(Codec codec, DirectBuffer buffer, int offset, int length) {
        return switch (codec) {
            case OPUS -> OpusPacket.samples48k(buffer, offset, length);
            // One octet a tick: a sample of G.711 (RFC 3551 §4.5.14), two of G.722 (§4.5.2).
            case PCMU, PCMA, G722 -> length >= 1 && length <= MAX_OCTETS ? length : UNKNOWN;
            case COMFORT_NOISE, RED, TELEPHONE_EVENT -> UNKNOWN;
        };
    }

    /** Rate of the RTP clock of a codec of speech, in Hz. */
    public static int clockHz(Codec codec) {
        return codec == Codec.OPUS ? OPUS_CLOCK_HZ : WAVEFORM_CLOCK_HZ;
    }
}
