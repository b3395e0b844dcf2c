package io.ringway.media.recording;

import java.io.IOException;
import java.nio.channels.FileChannel;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * An Ogg Opus file that is valid after every page (RFC 7845).
 *
 * <p>Pages hold a bounded stretch of audio. The newest packet is always held back, so that there is
 * one left for the page that ends the stream. Thread: its recording's.
 */
final class OpusFileWriter {

    private final FileChannel channel;
    private final OggStream stream;
    private final int maxPage48k;
    private final UnsafeBuffer held = new UnsafeBuffer(new byte[Recording.MAX_PACKET_BYTES]);
    private int heldBytes;
    private int heldSamples48k;
    private int page48k;
    private long granule;
    private long pageSinceNs;

    /**
     * @param channel open for writing, empty; this writer closes it
     * @param maxPage48k longest stretch of audio on a page, in 48 kHz samples
     */
    OpusFileWriter(FileChannel channel, int serial, int maxPage48k) {
        this.channel = channel;
        this.stream = new OggStream(channel, serial);
        this.maxPage48k = maxPage48k;
    }

    /** Writes the two header pages; the first call. */
    void begin(int channels) throws IOException {
        writeHeader(OpusHead.of(channels));
        writeHeader(OpusTags.create());
    }

    /**
     * Adds a packet.
     *
     * @param samples48k its duration
     */
    void write(DirectBuffer packet, int offset, int length, int samples48k, long nowNs)
            throws IOException {
        releaseHeld(nowNs);
        held.putBytes(0, packet, offset, length);
        heldBytes = length;
        heldSamples48k = samples48k;
    }

    /**
     * Writes the page under construction when its first packet has waited for {@code maxWaitNs}.
     */
    void flushIfWaiting(long nowNs, long maxWaitNs) throws IOException {
        if (stream.pending() && nowNs - pageSinceNs >= maxWaitNs) {
            flushPage(false);
        }
    }

    /** Ends the stream with a page that says so, and closes the file. */
    void finish() throws IOException {
        releaseHeld(pageSinceNs);
        flushPage(true);
        channel.close();
    }

    /** Closes the file after an error, cut back to its last whole page. */
    void abandon() throws IOException {
        try (channel) {
            channel.truncate(stream.bytesWritten());
        }
    }

    private void releaseHeld(long nowNs) throws IOException {
        if (heldBytes == 0) {
            return;
        }
        if (page48k + heldSamples48k > maxPage48k && stream.pending()) {
            flushPage(false);
        }
        if (!stream.pending()) {
            pageSinceNs = nowNs;
        }
        granule += heldSamples48k;
        page48k += heldSamples48k;
        stream.packet(held, 0, heldBytes, granule);
        heldBytes = 0;
    }

    private void flushPage(boolean last) throws IOException {
        stream.flush(last);
        page48k = 0;
    }

    private void writeHeader(byte[] header) throws IOException {
        stream.packet(new UnsafeBuffer(header), 0, header.length, 0);
        stream.flush(false);
    }
}
