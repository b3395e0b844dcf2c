package io.ringway.media.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import org.agrona.DirectBuffer;

/**
 * One logical Ogg bitstream (RFC 3533 §4): packets in, whole pages out.
 *
 * <p>Thread: its recording's.
 */
final class OggStream {

    private final WritableByteChannel channel;
    private final int serial;
    private final OggPage page = new OggPage();
    private int sequence;
    private long bytesWritten;

    OggStream(WritableByteChannel channel, int serial) {
        this.channel = channel;
        this.serial = serial;
    }

    /** Adds a packet; pages it fills are written. */
    void packet(DirectBuffer packet, int offset, int length, long endGranule) throws IOException {
        int done = 0;
        int taken = page.append(packet, offset, length, endGranule);
        while (taken < 0) {
            done += -1 - taken;
            flush(false);
            if (done > 0) {
                page.continues();
            }
            taken = page.append(packet, offset + done, length - done, endGranule);
        }
    }

    boolean pending() {
        return !page.empty();
    }

    /** Writes the page as far as it has come. */
    void flush(boolean last) throws IOException {
        int flags = (sequence == 0 ? OggPage.FIRST : 0) | (last ? OggPage.LAST : 0);
        ByteBuffer bytes = page.finish(flags, serial, sequence++);
        int length = bytes.remaining();
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        bytesWritten += length;
    }

    /** Bytes of the whole pages written so far. */
    long bytesWritten() {
        return bytesWritten;
    }
}
