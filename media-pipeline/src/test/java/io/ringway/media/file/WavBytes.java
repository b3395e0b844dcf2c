package io.ringway.media.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** WAV files put together by hand, chunk by chunk. */
final class WavBytes {

    private final ByteArrayOutputStream chunks = new ByteArrayOutputStream();

    WavBytes chunk(String tag, byte... body) {
        return chunk(tag, body.length, body);
    }

    /** A chunk that states another length than it has. */
    WavBytes chunk(String tag, long statedBytes, byte[] body) {
        chunks.writeBytes(tag.getBytes(StandardCharsets.US_ASCII));
        chunks.writeBytes(word((int) statedBytes));
        chunks.writeBytes(body);
        if (body.length % 2 == 1) {
            chunks.write(0);
        }
        return this;
    }

    WavBytes format(int encoding, int channels, int rateHz, int bits) {
        return chunk("fmt ", fields(encoding, channels, rateHz, bits, 16));
    }

    /** WAVE_FORMAT_EXTENSIBLE with that encoding as its sub-format. */
    WavBytes extensible(int encoding, int channels, int rateHz, int bits) {
        byte[] fields = fields(0xFFFE, channels, rateHz, bits, 40);
        fields[24] = (byte) encoding;
        return chunk("fmt ", fields);
    }

    Path write(Path file) throws IOException {
        return Files.write(file, toBytes());
    }

    byte[] toBytes() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes("RIFF".getBytes(StandardCharsets.US_ASCII));
        file.writeBytes(word(4 + chunks.size()));
        file.writeBytes("WAVE".getBytes(StandardCharsets.US_ASCII));
        file.writeBytes(chunks.toByteArray());
        return file.toByteArray();
    }

    static byte[] samples(int... samples) {
        byte[] bytes = new byte[samples.length * Short.BYTES];
        ByteBuffer little = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int sample : samples) {
            little.putShort((short) sample);
        }
        return bytes;
    }

    private static byte[] fields(int encoding, int channels, int rateHz, int bits, int length) {
        byte[] fields = new byte[length];
        int frameBytes = channels * bits / 8;
        ByteBuffer.wrap(fields)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) encoding)
                .putShort((short) channels)
                .putInt(rateHz)
                .putInt(rateHz * frameBytes)
                .putShort((short) frameBytes)
                .putShort((short) bits);
        return fields;
    }

    private static byte[] word(int value) {
        byte[] bytes = new byte[Integer.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(value);
        return bytes;
    }
}
