package io.ringway.media.leg;

import io.ringway.media.PayloadFormat;
import io.ringway.media.codec.AudioCodecs;
import io.ringway.media.codec.AudioEncoder;
import io.ringway.media.codec.OpusCodecs;
import java.util.Arrays;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/** Silence in each codec, as payload of a packet's length. */
final class SilentFrames {

    private static final int OCTETS_PER_MS = 8;

    /** A CELT frame, full band, mono, whose silence flag is set (RFC 6716 §4.3). */
    private static final byte[] OPUS_FRAME = {(byte) 0xFF, (byte) 0xFE};

    /** Tables of contents (RFC 6716 §3.1): one frame of 10 ms; of 20 ms one, two, any number. */
    private static final byte OPUS_10_MS = (byte) 0xF0;

    private static final byte OPUS_20_MS = (byte) 0xF8;
    private static final byte OPUS_TWICE_20_MS = (byte) 0xF9;
    private static final byte OPUS_SEVERAL_20_MS = (byte) 0xFB;

    /** G.722 has no state that zeros would not soon reach. */
    private static final int SETTLING_FRAMES = 25;

    private static final int WIDE_HZ = 16_000;

    private SilentFrames() {}

    /**
     * The payload.
     *
     * @param lengthMs 10, 20, 40 or 60; 30 too where the codec is not Opus
     */
    static byte[] of(PayloadFormat.Codec codec, int lengthMs, OpusCodecs codecs) {
        return switch (codec) {
            case PCMU -> filled((byte) 0xFF, lengthMs);
            case PCMA -> filled((byte) 0xD5, lengthMs);
            case OPUS -> opus(lengthMs);
            case G722 -> g722(lengthMs, codecs);
            case COMFORT_NOISE, RED, TELEPHONE_EVENT ->
                    throw new IllegalArgumentException(codec + " is no speech");
        };
    }

    private static byte[] opus(int lengthMs) {
        byte[] contents =
                switch (lengthMs) {
                    case 10 -> new byte[] {OPUS_10_MS};
                    case 20 -> new byte[] {OPUS_20_MS};
                    case 40 -> new byte[] {OPUS_TWICE_20_MS};
                    case 60 -> new byte[] {OPUS_SEVERAL_20_MS, 3};
                    default -> throw new IllegalArgumentException("no Opus of " + lengthMs + " ms");
                };
        int frames = Math.max(1, lengthMs / 20);
        byte[] payload = Arrays.copyOf(contents, contents.length + frames * OPUS_FRAME.length);
        for (int i = 0; i < frames; i++) {
            int at = contents.length + i * OPUS_FRAME.length;
            System.arraycopy(OPUS_FRAME, 0, payload, at, OPUS_FRAME.length);
        }
        return payload;
    }

    private static byte[] g722(int lengthMs, OpusCodecs codecs) {
        int samples = WIDE_HZ / 1_000 * lengthMs;
        byte[] payload = new byte[OCTETS_PER_MS * lengthMs];
        UnsafeBuffer pcm = new UnsafeBuffer(BufferUtil.allocateDirectAligned(2 * samples, 64));
        UnsafeBuffer out = new UnsafeBuffer(BufferUtil.allocateDirectAligned(payload.length, 64));
        try (AudioEncoder encoder =
                new AudioCodecs(codecs).encoder(AudioCodecs.Kind.G722, WIDE_HZ, 1)) {
            for (int frame = 0; frame < SETTLING_FRAMES; frame++) {
                encoder.encode(pcm, 0, samples, out, 0, payload.length);
            }
        }
        out.getBytes(0, payload);
        return payload;
    }

    private static byte[] filled(byte value, int lengthMs) {
        byte[] frame = new byte[OCTETS_PER_MS * lengthMs];
        Arrays.fill(frame, value);
        return frame;
    }
}
