package io.ringway.media.recording;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;

/** Ogg pages put together by hand, so that a test can say everything about them. */
final class OggBytes {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int sequence;

    /** A page on which each of the packets ends. */
    OggBytes page(int flags, int serial, long granule, byte[]... packets) {
        OggPage page = new OggPage();
        for (byte[] packet : packets) {
            page.append(new UnsafeBuffer(packet), 0, packet.length, granule);
        }
        return put(page.finish(flags, serial, sequence++));
    }

    /** A page full with the first 65,025 bytes of a packet that goes on behind it. */
    OggBytes beginning(int serial, byte[] packet) {
        OggPage page = new OggPage();
        page.append(new UnsafeBuffer(packet), 0, packet.length, OggPage.NO_PACKET_ENDS);
        return put(page.finish(0, serial, sequence++));
    }

    /** The two header pages of a stream. */
    OggBytes headers(int serial, int channels, int preSkip48k) {
        return page(OggPage.FIRST, serial, 0, head(channels, preSkip48k))
                .page(0, serial, 0, OpusTags.create());
    }

    byte[] toBytes() {
        return out.toByteArray();
    }

    static byte[] head(int channels, int preSkip48k) {
        byte[] head = OpusHead.of(1);
        ByteBuffer.wrap(head)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(9, (byte) channels)
                .putShort(10, (short) preSkip48k);
        return head;
    }

    /** A packet of one 20 ms CELT frame that is told from others by its last byte. */
    static byte[] packet(int mark) {
        return new byte[] {(byte) (31 << 3), 1, 2, (byte) mark};
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private OggBytes put(ByteBuffer page) {
        byte[] bytes = new byte[page.remaining()];
        page.get(bytes);
        out.writeBytes(bytes);
        return this;
    }
}
