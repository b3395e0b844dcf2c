package io.ringway.media.file;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * Samples of a WAV file: 16-bit PCM, A-law or µ-law, one or two channels, the usual rates from 8 to
 * 48 kHz (Microsoft, Multimedia Programming Interface 1.0; WAVE_FORMAT_EXTENSIBLE as well).
 *
 * <p>What writers get wrong is put up with: data sizes left 0 or 0xFFFFFFFF by programs that write
 * to a pipe, data that ends early, chunks in between. Thread: its owner's.
 */
public final class WavReader implements Closeable {

    private static final Set<Integer> RATES_HZ =
            Set.of(8_000, 11_025, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000);
    private static final int PCM = 1;
    private static final int EXTENSIBLE = 0xFFFE;
    private static final int FORMAT_BYTES = 16;
    private static final int EXTENSIBLE_BYTES = 40;
    private static final int SUBFORMAT_OFFSET = 24;
    private static final int CHUNK_BYTES = 8_192;

    private final InputStream in;
    private final int rateHz;
    private final int channels;
    private final WavEncoding encoding;
    private final ByteBuffer chunk =
            ByteBuffer.allocate(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final long dataBytes;
    private long leftBytes;

    private WavReader(InputStream in, ByteBuffer format, long statedBytes, long restBytes)
            throws IOException {
        this.in = in;
        this.channels = format.getShort(2) & 0xFFFF;
        this.rateHz = format.getInt(4);
        this.encoding = encodingOf(format);
        checkShape();
        boolean unstated = statedBytes == 0 || statedBytes == 0xFFFF_FFFFL;
        long present = unstated ? restBytes : Math.min(statedBytes, restBytes);
        this.dataBytes = present - present % frameBytes();
        this.leftBytes = dataBytes;
    }

    /**
     * Opens a file and reads up to its samples.
     *
     * @throws IOException when it is no WAV or of a format not read; the message leaves out its
     *     name
     */
    public static WavReader open(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            return open(in, Files.size(file));
        } catch (EOFException e) {
            in.close();
            throw new IOException("its WAV header is cut off", e);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    private static WavReader open(InputStream in, long fileBytes) throws IOException {
        ByteBuffer riff = read(in, 12);
        if (!isTagged(riff, 0, "RIFF") || !isTagged(riff, 8, "WAVE")) {
            throw new IOException("it is no WAV file");
        }
        long position = 12;
        ByteBuffer format = ByteBuffer.allocate(0);
        while (true) {
            ByteBuffer head = read(in, 8);
            long length = Integer.toUnsignedLong(head.getInt(4));
            position += 8;
            if (isTagged(head, 0, "data")) {
                if (format.capacity() < FORMAT_BYTES) {
                    throw new IOException("its WAV format is not stated");
                }
                return new WavReader(in, format, length, fileBytes - position);
            }
            // Chunks are padded to even lengths.
            long padded = length + (length & 1);
            int kept = isTagged(head, 0, "fmt ") ? (int) Math.min(length, EXTENSIBLE_BYTES) : 0;
            format = kept > 0 ? read(in, kept) : format;
            in.skipNBytes(padded - kept);
            position += padded;
        }
    }

    public int rateHz() {
        return rateHz;
    }

    public int channels() {
        return channels;
    }

    /** Samples per channel in the file. */
    public long samples() {
        return dataBytes / frameBytes();
    }

    /**
     * Reads up to that many samples of each channel.
     *
     * @param pcm interleaved; has room for them
     * @return samples per channel read; fewer than asked for only at the end
     */
    public int read(short[] pcm, int samplesPerChannel) throws IOException {
        int wanted = samplesPerChannel * channels;
        int read = 0;
        while (read < wanted && leftBytes > 0) {
            long bytes = Math.min(leftBytes, (long) (wanted - read) * encoding.sampleBytes());
            int asked = (int) Math.min(bytes, CHUNK_BYTES);
            int got = in.readNBytes(chunk.array(), 0, asked);
            leftBytes = got < asked ? 0 : leftBytes - got;
            int samples = got / encoding.sampleBytes();
            encoding.decode(chunk.rewind(), samples, pcm, read);
            read += samples;
        }
        return read / channels;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private long frameBytes() {
        return (long) encoding.sampleBytes() * channels;
    }

    private static WavEncoding encodingOf(ByteBuffer format) throws IOException {
        int tag = format.getShort(0) & 0xFFFF;
        boolean extended = tag == EXTENSIBLE && format.capacity() >= EXTENSIBLE_BYTES;
        int encodingTag = extended ? format.getShort(SUBFORMAT_OFFSET) & 0xFFFF : tag;
        int bits = format.getShort(14) & 0xFFFF;
        for (WavEncoding each : WavEncoding.values()) {
            if (each.is(encodingTag, bits)) {
                return each;
            }
        }
        throw unsupported(
                "its samples are "
                        + bits
                        + "-bit "
                        + (encodingTag == PCM ? "PCM" : "of another kind"),
                "16-bit PCM and 8-bit A-law and µ-law are read");
    }

    private void checkShape() throws IOException {
        if (channels != 1 && channels != 2) {
            throw unsupported("it has " + channels + " channels", "1 and 2 are read");
        }
        if (!RATES_HZ.contains(rateHz)) {
            throw unsupported(
                    "its rate is " + Integer.toUnsignedString(rateHz) + " Hz",
                    "8000, 11025, 16000, 22050, 24000, 32000, 44100 and 48000 are read");
        }
    }

    private static IOException unsupported(String what, String instead) {
        return new IOException(
                what + "; " + instead + "; convert it: sox FILE -b 16 -r 48000 -c 1 OUT.wav");
    }

    private static ByteBuffer read(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static boolean isTagged(ByteBuffer bytes, int offset, String tag) {
        boolean same = true;
        for (int i = 0; same && i < tag.length(); i++) {
            same = bytes.get(offset + i) == tag.charAt(i);
        }
        return same;
    }
}
