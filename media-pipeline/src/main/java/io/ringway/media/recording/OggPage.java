package io.ringway.media.recording;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.agrona.DirectBuffer;

/**
 * One Ogg page under construction (RFC 3533 §6): up to 255 segments, of which a packet takes one
 * for each full 255 bytes and one for the rest.
 *
 * <p>Used again for page after page. Thread: its recording's.
 */
final class OggPage {

    static final int CONTINUED = 1;
    static final int FIRST = 2;
    static final int LAST = 4;

    /** Granule position of a page on which no packet ends. */
    static final long NO_PACKET_ENDS = -1;

    private static final int HEADER_BYTES = 27;
    private static final int MAX_SEGMENTS = 255;
    private static final int SEGMENT_BYTES = 255;

    /** The body's place, which leaves room before it for header and segment table. */
    private static final int BODY = HEADER_BYTES + MAX_SEGMENTS;

    private final byte[] lacing = new byte[MAX_SEGMENTS];
    private byte[] bytes = new byte[BODY + 4_096];
    private int segments;
    private int bodyBytes;
    private long granule = NO_PACKET_ENDS;
    private boolean continued;

    /**
     * Takes as much of a packet as fits.
     *
     * @param endGranule granule position the page gets when the packet ends on it
     * @return bytes taken, or −1 − bytes taken when the packet has to go on on the next page
     */
    int append(DirectBuffer packet, int offset, int length, long endGranule) {
        int room = MAX_SEGMENTS - segments;
        boolean ends = length / SEGMENT_BYTES < room;
        int taken = ends ? length : room * SEGMENT_BYTES;
        ensureBody(bodyBytes + taken);
        packet.getBytes(offset, bytes, BODY + bodyBytes, taken);
        bodyBytes += taken;
        int full = taken / SEGMENT_BYTES;
        Arrays.fill(lacing, segments, segments + full, (byte) SEGMENT_BYTES);
        segments += full;
        if (!ends) {
            return -1 - taken;
        }
        lacing[segments++] = (byte) (taken % SEGMENT_BYTES);
        granule = endGranule;
        return taken;
    }

    boolean empty() {
        return segments == 0;
    }

    /** The next page begins in the middle of a packet. */
    void continues() {
        continued = true;
    }

    /**
     * Completes the page and empties it for the next one.
     *
     * @param flags {@link #FIRST} and {@link #LAST} as they apply
     * @return the page's bytes, valid until the next append
     */
    ByteBuffer finish(int flags, int serial, int sequence) {
        int start = BODY - HEADER_BYTES - segments;
        int length = HEADER_BYTES + segments + bodyBytes;
        ByteBuffer page = ByteBuffer.wrap(bytes, start, length).order(ByteOrder.LITTLE_ENDIAN);
        page.put((byte) 'O').put((byte) 'g').put((byte) 'g').put((byte) 'S').put((byte) 0);
        page.put((byte) (flags | (continued ? CONTINUED : 0)));
        page.putLong(granule).putInt(serial).putInt(sequence).putInt(0);
        page.put((byte) segments).put(lacing, 0, segments);
        page.putInt(start + 22, OggChecksum.of(bytes, start, length));
        segments = 0;
        bodyBytes = 0;
        granule = NO_PACKET_ENDS;
        continued = false;
        return page.position(start);
    }

    private void ensureBody(int neededBytes) {
        if (BODY + neededBytes > bytes.length) {
            bytes = Arrays.copyOf(bytes, BODY + Math.max(neededBytes, 2 * (bytes.length - BODY)));
        }
    }
}
