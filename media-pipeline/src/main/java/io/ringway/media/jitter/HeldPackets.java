package io.ringway.media.jitter;

import io.ringway.media.rtp.MediaPacket;
import java.util.Arrays;
import org.agrona.DirectBuffer;

/**
 * What a jitter buffer knows about the packets around the next one due, one cache-friendly row
 * each: those ahead that are held or missing, and those behind, so that late ones are told from
 * duplicates. Two more rows stand aside: the packet coming in, and the one that may start the
 * stream anew.
 */
final class HeldPackets {

    /** Nothing is known of this sequence number. */
    static final int UNKNOWN = 0;

    /** Later ones have come; the row's time says when the first of them did. */
    static final int MISSING = 1;

    /** Here, waiting for earlier ones; the row's time says when it came. */
    static final int HELD = 2;

    /** Handed on. */
    static final int RELEASED = 3;

    /** Was missing until its time was up. */
    static final int GIVEN_UP = 4;

    private static final int ROW_LONGS = 4;
    private static final int TIME = 0;
    private static final int SLOT_AND_TIMESTAMP = 1;
    private static final int PAYLOAD = 2;
    private static final int STATE = 3;
    private static final int MARKER_BIT = 1 << 8;
    private static final int VOICE_BIT = 1 << 9;
    private static final int RESTORED_BIT = 1 << 10;
    private static final int TYPE_SHIFT = 16;
    private static final int LEVEL_SHIFT = 24;

    private final long[] rows;
    private final int mask;

    /**
     * @param positions sequence numbers in view, ahead and behind together; a power of two
     */
    HeldPackets(int positions) {
        this.rows = new long[(positions + 2) * ROW_LONGS];
        this.mask = positions - 1;
    }

    /** Row of an extended sequence number in view. */
    int row(long extendedSequence) {
        return (int) extendedSequence & mask;
    }

    /** Row of the packet just coming in. */
    int incoming() {
        return mask + 1;
    }

    /** Row of the packet that waits for its successor to confirm a new start. */
    int probation() {
        return mask + 2;
    }

    /** Writes a packet down as held in a slot. */
    void put(int row, int slot, MediaPacket packet) {
        int at = row * ROW_LONGS;
        rows[at + TIME] = packet.arrivalNs();
        rows[at + SLOT_AND_TIMESTAMP] = (long) slot << 32 | (packet.rtpTimestamp() & 0xFFFF_FFFFL);
        rows[at + PAYLOAD] = (long) packet.payloadOffset() << 32 | packet.payloadLength();
        rows[at + STATE] =
                (packet.audioLevel() & 0xFFL) << LEVEL_SHIFT
                        | (long) packet.payloadType() << TYPE_SHIFT
                        | (packet.voiceBit() ? VOICE_BIT : 0)
                        | (packet.marker() ? MARKER_BIT : 0)
                        | (packet.restored() ? RESTORED_BIT : 0)
                        | HELD;
    }

    /** Shows a row's packet, but for its extended numbers and how long it was held. */
    void show(int row, DirectBuffer buffer, MediaPacket packet) {
        int at = row * ROW_LONGS;
        long payload = rows[at + PAYLOAD];
        long state = rows[at + STATE];
        packet.payload(buffer, (int) (payload >>> 32), (int) payload)
                .type((int) (state >>> TYPE_SHIFT) & 0x7F, (state & MARKER_BIT) != 0)
                .level((byte) (state >>> LEVEL_SHIFT), (state & VOICE_BIT) != 0)
                .times(rows[at + TIME], 0)
                .restored((state & RESTORED_BIT) != 0);
    }

    void copy(int fromRow, int toRow) {
        System.arraycopy(rows, fromRow * ROW_LONGS, rows, toRow * ROW_LONGS, ROW_LONGS);
    }

    void markMissing(int row, long sinceNs) {
        rows[row * ROW_LONGS + TIME] = sinceNs;
        rows[row * ROW_LONGS + STATE] = MISSING;
    }

    void state(int row, int state) {
        int at = row * ROW_LONGS + STATE;
        rows[at] = (rows[at] & ~0xFFL) | state;
    }

    int state(int row) {
        return (int) rows[row * ROW_LONGS + STATE] & 0xFF;
    }

    long timeNs(int row) {
        return rows[row * ROW_LONGS + TIME];
    }

    /** The slot to be given back with the packet; {@link RedundantCopies#NO_SLOT} for a copy. */
    int slot(int row) {
        return (int) (rows[row * ROW_LONGS + SLOT_AND_TIMESTAMP] >>> 32);
    }

    int rtpTimestamp(int row) {
        return (int) rows[row * ROW_LONGS + SLOT_AND_TIMESTAMP];
    }

    /** Forgets every sequence number; the two rows aside stay. */
    void forget() {
        Arrays.fill(rows, 0, (mask + 1) * ROW_LONGS, 0L);
    }
}
