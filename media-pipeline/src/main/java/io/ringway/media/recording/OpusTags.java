package io.ringway.media.recording;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The comment header of an Ogg Opus stream (RFC 7845 §5.2): who wrote it, and nothing about whom.
 */
final class OpusTags {

    private static final byte[] VENDOR = "Ringway".getBytes(StandardCharsets.UTF_8);

    private OpusTags() {}

    static byte[] create() {
        return ByteBuffer.allocate(8 + 4 + VENDOR.length + 4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("OpusTags".getBytes(StandardCharsets.US_ASCII))
                .putInt(VENDOR.length)
                .put(VENDOR)
                .putInt(0)
                .array();
    }
}
