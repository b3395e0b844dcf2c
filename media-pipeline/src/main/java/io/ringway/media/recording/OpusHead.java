package io.ringway.media.recording;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The identification header of an Ogg Opus stream (RFC 7845 §5.1), channel mapping family 0. */
final class OpusHead {

    /**
     * What libopus delays the start of a stream by, in 48 kHz samples (6.5 ms), and what every
     * browser's encoder therefore puts before the first real sample.
     */
    static final int PRE_SKIP_48K = 312;

    private static final int INPUT_RATE_HZ = 48_000;

    private OpusHead() {}

    /**
     * @param channels 1 or 2
     */
    static byte[] of(int channels) {
        if (channels != 1 && channels != 2) {
            throw new IllegalArgumentException("channels must be 1 or 2, got " + channels);
        }
        return ByteBuffer.allocate(19)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("OpusHead".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 1)
                .put((byte) channels)
                .putShort((short) PRE_SKIP_48K)
                .putInt(INPUT_RATE_HZ)
                .putShort((short) 0)
                .put((byte) 0)
                .array();
    }
}
