package io.ringway.server.speech;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A WAV file of 16-bit PCM that grows: its header is brought up to date with every write, so that
 * the file is valid at any time up to the last one. Silence takes no room on disk where the file
 * system knows holes.
 *
 * <p>Layout: RIFF with one {@code fmt } chunk of WAVE_FORMAT_PCM and one {@code data} chunk
 * (Microsoft, Multimedia Programming Interface 1.0, 1991). Thread: the sink's.
 */
public final class WavFile implements SinkFile {

    private static final int HEADER_BYTES = 44;
    private static final int RIFF_SIZE_OFFSET = 4;
    private static final int DATA_SIZE_OFFSET = 40;
    private static final int WRITE_BYTES = 8 * 1024;

    /** Sizes are 32 bits, and the RIFF size counts all of the header but 8 bytes. */
    private static final long MAX_DATA_BYTES = 0xFFFF_FFFFL - HEADER_BYTES;

    private final Path path;
    private final FileChannel channel;
    private final int frameBytes;
    private final ByteBuffer pending = ByteBuffer.allocate(WRITE_BYTES);
    private long dataBytes;

    private WavFile(Path path, FileChannel channel, int channels) {
        this.path = path;
        this.channel = channel;
        this.frameBytes = channels * Short.BYTES;
    }

    /**
     * Makes a new file.
     *
     * @throws java.nio.file.FileAlreadyExistsException if there is one of that name
     */
    public static WavFile create(Path path, int rateHz, int channels) throws IOException {
        FileChannel channel =
                FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        WavFile file = new WavFile(path, channel, channels);
        try {
            file.writeFully(file.header(rateHz, channels), 0);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        return file;
    }

    @Override
    public Path path() {
        return path;
    }

    /**
     * Adds interleaved little-endian samples; a last incomplete frame is left out.
     *
     * @throws IOException if it cannot be written, or the format's 4 GiB are full
     */
    @Override
    public void append(ByteBuffer pcm) throws IOException {
        ByteBuffer whole = pcm.slice(pcm.position(), pcm.remaining() / frameBytes * frameBytes);
        requireRoom(whole.remaining());
        while (whole.hasRemaining()) {
            int piece = Math.min(whole.remaining(), pending.remaining());
            pending.put(whole.slice(whole.position(), piece));
            whole.position(whole.position() + piece);
            if (!pending.hasRemaining()) {
                flush();
            }
        }
    }

    /** Adds silence: what is short is written with the rest, what is long becomes a hole. */
    @Override
    public void appendSilence(long samplesPerChannel) throws IOException {
        if (samplesPerChannel < 0 || samplesPerChannel > MAX_DATA_BYTES / frameBytes) {
            throw new IOException(path + " has no room for " + samplesPerChannel + " samples");
        }
        long bytes = samplesPerChannel * frameBytes;
        requireRoom(bytes);
        if (bytes < pending.remaining()) {
            pending.put(new byte[(int) bytes]);
        } else {
            flush();
            dataBytes += bytes;
        }
    }

    /** Writes what is pending, and the header to match. */
    @Override
    public void flush() throws IOException {
        if (pending.position() > 0) {
            pending.flip();
            int bytes = pending.remaining();
            writeFully(pending, HEADER_BYTES + dataBytes);
            pending.clear();
            dataBytes += bytes;
        }
        writeSize(RIFF_SIZE_OFFSET, HEADER_BYTES - 8 + channelDataBytes());
        writeSize(DATA_SIZE_OFFSET, channelDataBytes());
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            flush();
            if (channel.size() < HEADER_BYTES + dataBytes) {
                writeFully(ByteBuffer.allocate(1), HEADER_BYTES + dataBytes - 1);
            }
            writeSize(RIFF_SIZE_OFFSET, HEADER_BYTES - 8 + dataBytes);
            writeSize(DATA_SIZE_OFFSET, dataBytes);
        }
    }

    /** Data that is in the file already; silence at its end is not yet. */
    private long channelDataBytes() throws IOException {
        return Math.min(dataBytes, channel.size() - HEADER_BYTES);
    }

    private void requireRoom(long bytes) throws IOException {
        if (bytes > MAX_DATA_BYTES - dataBytes - pending.position()) {
            throw new IOException(path + " is full: a WAV file holds 4 GiB");
        }
    }

    private void writeSize(int offset, long size) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        writeFully(bytes.putInt((int) size).flip(), offset);
    }

    private void writeFully(ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }

    private ByteBuffer header(int rateHz, int channels) {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        header.put(ascii("RIFF")).putInt(HEADER_BYTES - 8).put(ascii("WAVE"));
        header.put(ascii("fmt ")).putInt(16).putShort((short) 1).putShort((short) channels);
        header.putInt(rateHz).putInt(rateHz * frameBytes);
        header.putShort((short) frameBytes).putShort((short) (8 * Short.BYTES));
        return header.put(ascii("data")).putInt(0).flip();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
