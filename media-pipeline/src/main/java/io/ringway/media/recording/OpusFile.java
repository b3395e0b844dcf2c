package io.ringway.media.recording;

import io.ringway.media.codec.OpusPacket;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.DirectBuffer;

/**
 * An Ogg Opus file (RFC 7845) that is written packet by packet, for those who receive Opus
 * elsewhere than in a leg. Where packets are missing a player is asked to conceal, so that the file
 * is as long as the stream. Thread: its owner's.
 */
public final class OpusFile implements Closeable {

    private static final int MAX_PAGE_48K = 48_000;

    /** A fullband packet of 20 ms, as what stands before the first one. */
    private static final byte FIRST_TOC = (byte) 0xF8;

    private final Path path;
    private final OpusFileWriter writer;
    private final ConcealmentRequest concealment = new ConcealmentRequest();
    private byte lastToc = FIRST_TOC;
    private long owed48k;

    private OpusFile(Path path, OpusFileWriter writer) {
        this.path = path;
        this.writer = writer;
    }

    /**
     * Makes a new file.
     *
     * @param channels 1 or 2, as the header says
     * @throws java.nio.file.FileAlreadyExistsException if there is one of that name
     */
    public static OpusFile create(Path path, int channels) throws IOException {
        FileChannel channel =
                FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        OpusFileWriter writer = new OpusFileWriter(channel, path.hashCode(), MAX_PAGE_48K);
        try {
            writer.begin(channels);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        return new OpusFile(path, writer);
    }

    public Path path() {
        return path;
    }

    /** Adds a packet; one that is malformed, or too large, is left out and false returned. */
    public boolean append(DirectBuffer packet, int offset, int length) throws IOException {
        int samples48k = OpusPacket.samples48k(packet, offset, length);
        if (samples48k < 0 || length > Recording.MAX_PACKET_BYTES) {
            return false;
        }
        writer.write(packet, offset, length, samples48k, 0);
        lastToc = packet.getByte(offset);
        return true;
    }

    /** Adds a stretch without packets; what is over after whole 2.5 ms goes to the next one. */
    public void appendSilence(long samples48k) throws IOException {
        owed48k += samples48k;
        long whole48k = owed48k - owed48k % ConcealmentRequest.GRAIN_48K;
        owed48k -= whole48k;
        concealment.fill(
                lastToc,
                whole48k,
                (packet, offset, length, samples) ->
                        writer.write(packet, offset, length, samples, 0));
    }

    /** Writes the page under construction; the newest packet is held back for the last page. */
    public void flush() throws IOException {
        writer.flushIfWaiting(0, 0);
    }

    /** Writes the last page, and ends the file. */
    @Override
    public void close() throws IOException {
        writer.finish();
    }
}
