package io.ringway.media.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * What the first packet of an Ogg Opus stream says (RFC 7845 §5.1).
 *
 * @param channels 1 or 2
 * @param preSkip48k samples at the start that are not to be heard
 */
record OpusStreamHead(int channels, int preSkip48k) {

    private static final byte[] MAGIC = "OpusHead".getBytes(StandardCharsets.US_ASCII);
    private static final int LEAST_BYTES = 19;

    /** Whether a packet calls itself one. */
    static boolean isHead(byte[] packet) {
        boolean is = packet.length >= MAGIC.length;
        for (int i = 0; is && i < MAGIC.length; i++) {
            is = packet[i] == MAGIC[i];
        }
        return is;
    }

    /**
     * Reads a packet that {@link #isHead}.
     *
     * @throws IOException when it is cut off, of a later version, or of more than two channels
     */
    static OpusStreamHead parse(byte[] packet) throws IOException {
        ByteBuffer fields = ByteBuffer.wrap(packet).order(ByteOrder.LITTLE_ENDIAN);
        if (packet.length < LEAST_BYTES) {
            throw new IOException("its OpusHead is cut off");
        }
        int version = fields.get(8) & 0xFF;
        int channels = fields.get(9) & 0xFF;
        if (version > 15) {
            throw new IOException("its OpusHead is of version " + version + "; 1 is known");
        }
        if (channels != 1 && channels != 2) {
            throw new IOException("it has " + channels + " channels; 1 and 2 can be sent");
        }
        if (fields.get(18) != 0 && !isSingleStream(packet)) {
            throw new IOException("its channels are in several Opus streams; one can be sent");
        }
        return new OpusStreamHead(channels, fields.getShort(10) & 0xFFFF);
    }

    /** Behind the mapping family stands the number of Opus streams in each packet. */
    private static boolean isSingleStream(byte[] packet) {
        return packet.length > LEAST_BYTES && packet[LEAST_BYTES] == 1;
    }
}
