package io.ringway.media.recording;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Ogg pages one after another (RFC 3533 §6), each checked against its checksum.
 *
 * <p>A page cut off by the end of the file is taken for the end, since that is what a killed
 * recorder leaves behind; any other damage is an error that names its place. Thread: its owner's.
 */
final class OggPageReader {

    private static final int HEADER_BYTES = 27;
    private static final int CHECKSUM_OFFSET = 22;
    private static final int MAX_SEGMENTS = 255;
    private static final int MAX_SEGMENT_BYTES = 255;

    private final InputStream in;
    private final byte[] bytes =
            new byte[HEADER_BYTES + MAX_SEGMENTS + MAX_SEGMENTS * MAX_SEGMENT_BYTES];
    private final ByteBuffer fields = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    private long startByte;
    private int lengthBytes;

    OggPageReader(InputStream in) {
        this.in = in;
    }

    /**
     * Reads the next page in place of the last.
     *
     * @return false at the end
     * @throws IOException when what follows is no whole page, or cannot be read
     */
    boolean next() throws IOException {
        startByte += lengthBytes;
        lengthBytes = 0;
        int read = in.readNBytes(bytes, 0, HEADER_BYTES);
        for (int i = 0; i < Math.min(read, 4); i++) {
            if (bytes[i] != "OggS".charAt(i)) {
                throw damaged("is no Ogg page");
            }
        }
        if (read < HEADER_BYTES || !readRest()) {
            return false;
        }
        if (bytes[4] != 0) {
            throw damaged("has Ogg version " + bytes[4] + ", which is not known");
        }
        int stated = fields.getInt(CHECKSUM_OFFSET);
        fields.putInt(CHECKSUM_OFFSET, 0);
        if (OggChecksum.of(bytes, 0, lengthBytes) != stated) {
            throw damaged("does not match its checksum");
        }
        return true;
    }

    private boolean readRest() throws IOException {
        int body = HEADER_BYTES + segments();
        if (in.readNBytes(bytes, HEADER_BYTES, segments()) < segments()) {
            return false;
        }
        int bodyBytes = 0;
        for (int i = 0; i < segments(); i++) {
            bodyBytes += segmentBytes(i);
        }
        lengthBytes = body + bodyBytes;
        return in.readNBytes(bytes, body, bodyBytes) == bodyBytes;
    }

    private IOException damaged(String what) {
        return new IOException("the page at byte " + startByte + " " + what);
    }

    boolean has(int flag) {
        return (bytes[5] & flag) != 0;
    }

    long granule() {
        return fields.getLong(6);
    }

    int serial() {
        return fields.getInt(14);
    }

    int segments() {
        return bytes[26] & 0xFF;
    }

    /** Length of a segment; under 255 it ends a packet. */
    int segmentBytes(int index) {
        return bytes[HEADER_BYTES + index] & 0xFF;
    }

    /** The page's memory, valid until the next page. */
    byte[] bytes() {
        return bytes;
    }

    /** Where the first segment begins in {@link #bytes}. */
    int bodyOffset() {
        return HEADER_BYTES + segments();
    }
}
