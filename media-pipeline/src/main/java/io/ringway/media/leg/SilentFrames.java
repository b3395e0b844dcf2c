package io.ringway.media.leg;

import io.ringway.media.PayloadFormat;
import io.ringway.media.codec.AudioCodecs;
import io.ringway.media.codec.AudioEncoder;
import io.ringway.media.codec.OpusCodecs;
import java.util.Arrays;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/** 20 ms of silence in each codec, as payload. */
final class SilentFrames {

    static final int FRAME_MS = 20;

    private static final int G711_BYTES = 160;
    private static final byte[] PCMU = filled((byte) 0xFF);
    private static final byte[] PCMA = filled((byte) 0xD5);

    /** A CELT frame, full band, 20 ms, mono, whose silence flag is set (RFC 6716 §4.3). */
    private static final byte[] OPUS = {(byte) 0xF8, (byte) 0xFF, (byte) 0xFE};

    /** G.722 has no state that zeros would not soon reach. */
    private static final int SETTLING_FRAMES = 25;

    private static final int WIDE_HZ = 16_000;

    private SilentFrames() {}

    /** The payload; not to be changed. */
    static byte[] of(PayloadFormat.Codec codec, OpusCodecs codecs) {
        return switch (codec) {
            case PCMU -> PCMU;
            case PCMA -> PCMA;
            case OPUS -> OPUS;
            case G722 -> g722(codecs);
            case COMFORT_NOISE, RED, TELEPHONE_EVENT ->
                    throw new IllegalArgumentException(codec + " is no speech");
        };
    }

    private static byte[] g722(OpusCodecs codecs) {
        int samples = WIDE_HZ / 1_000 * FRAME_MS;
        UnsafeBuffer pcm = new UnsafeBuffer(BufferUtil.allocateDirectAligned(2 * samples, 64));
        UnsafeBuffer out = new UnsafeBuffer(BufferUtil.allocateDirectAligned(G711_BYTES, 64));
        try (AudioEncoder encoder =
                new AudioCodecs(codecs).encoder(AudioCodecs.Kind.G722, WIDE_HZ, 1)) {
            for (int frame = 0; frame < SETTLING_FRAMES; frame++) {
                encoder.encode(pcm, 0, samples, out, 0, G711_BYTES);
            }
        }
        byte[] payload = new byte[G711_BYTES];
        out.getBytes(0, payload);
        return payload;
    }

    private static byte[] filled(byte value) {
        byte[] frame = new byte[G711_BYTES];
        Arrays.fill(frame, value);
        return frame;
    }
}
