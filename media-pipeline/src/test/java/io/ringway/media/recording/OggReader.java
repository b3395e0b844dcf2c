package io.ringway.media.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads an Ogg file page by page, strictly, and puts packets together again. */
final class OggReader {

    /** One page as found. */
    record Page(int flags, long granule, int sequence, int packetsEnding, int bodyBytes) {}

    final List<Page> pages = new ArrayList<>();
    final List<byte[]> packets = new ArrayList<>();
    private final ByteArrayOutputStream packet = new ByteArrayOutputStream();

    static OggReader read(byte[] file) {
        OggReader reader = new OggReader();
        int offset = 0;
        while (offset < file.length) {
            offset = reader.page(file, offset);
        }
        return reader;
    }

    long lastGranule() {
        return pages.getLast().granule();
    }

    private int page(byte[] file, int offset) {
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).position(offset);
        assertEquals(0x5367674F, in.getInt(), "capture pattern at " + offset);
        assertEquals(0, in.get(), "version");
        int flags = in.get();
        final long granule = in.getLong();
        in.getInt();
        int sequence = in.getInt();
        assertEquals(pages.size(), sequence, "page sequence");
        assertEquals(packet.size() > 0, (flags & OggPage.CONTINUED) != 0, "continued flag");
        final int crc = in.getInt();
        byte[] lacing = new byte[in.get() & 0xFF];
        in.get(lacing);
        int ending = 0;
        int start = in.position();
        for (byte segment : lacing) {
            byte[] bytes = new byte[segment & 0xFF];
            in.get(bytes);
            packet.writeBytes(bytes);
            if (bytes.length < 255) {
                packets.add(packet.toByteArray());
                packet.reset();
                ending++;
            }
        }
        byte[] page = Arrays.copyOfRange(file, offset, in.position());
        Arrays.fill(page, 22, 26, (byte) 0);
        assertEquals(bitwiseCrc(page), crc, "checksum of page " + sequence);
        pages.add(new Page(flags, granule, sequence, ending, in.position() - start));
        return in.position();
    }

    /** The checksum of RFC 3533 §6 done bit by bit, unlike the one under test. */
    private static int bitwiseCrc(byte[] bytes) {
        int crc = 0;
        for (byte b : bytes) {
            crc ^= b << 24;
            for (int bit = 0; bit < 8; bit++) {
                crc = crc < 0 ? crc << 1 ^ 0x04C1_1DB7 : crc << 1;
            }
        }
        return crc;
    }
}
