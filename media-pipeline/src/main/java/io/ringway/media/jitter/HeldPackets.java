package io.ringway.media.jitter;

import io.ringway.media.rtp.MediaPacket;
import java.util.Arrays;
import org.agrona.DirectBuffer;

/**
 * What a jitter buffer knows about the packets around the next one due: of each sequence number in
 * view a mark, ahead whether its packet is held or missing, behind so that late ones are told from
 * duplicates; and of each packet that is held a row.
 *
 * <p>Two rows stand aside: the packet coming in out of order, and the one that may start the stream
 * anew. Those of held packets are made when the first one has to wait: a stream that comes in order
 * does without, and each of its packets touches one mark, beside the last one's.
 */
final class HeldPackets {

    /** Nothing is known of this sequence number. */
    static final int UNKNOWN = 0;

    /** Later ones have come. */
    static final int MISSING = 1;

    /** Here, waiting for earlier ones. */
    static final int HELD = 2;

    /** Handed on. */
    static final int RELEASED = 3;

    /** Was missing until its time was up. */
    static final int GIVEN_UP = 4;

    /** A mark: the RTP time of a packet handed on, above its state. */
    private static final int STATE_BITS = 8;

    private static final long STATE_MASK = (1 << STATE_BITS) - 1;

    private static final int ROW_LONGS = 4;
    private static final int ARRIVAL = 0;
    private static final int SLOT_AND_TIMESTAMP = 1;
    private static final int PAYLOAD = 2;
    private static final int REST = 3;
    private static final int MARKER_BIT = 1 << 8;
    private static final int VOICE_BIT = 1 << 9;
    private static final int RESTORED_BIT = 1 << 10;
    private static final int TYPE_SHIFT = 16;
    private static final int LEVEL_SHIFT = 24;

    private static final int INCOMING = 0;
    private static final int PROBATION = 1;
    private static final int ASIDE = 2;
    private static final long[] NONE = {};

    private final long[] marks;
    private final int windowMask;
    private long[] rows = new long[ASIDE * ROW_LONGS];

    /** When the first packet behind a missing one came, by sequence number as marks. */
    private long[] missingSinceNs = NONE;

    /**
     * @param window how many sequence numbers are in view ahead, and how many behind; a power of
     *     two
     */
    HeldPackets(int window) {
        this.marks = new long[2 * window];
        this.windowMask = window - 1;
    }

    /** Row of the packet just coming in, out of order. */
    int incoming() {
        return INCOMING;
    }

    /** Row of the packet that waits for its successor to confirm a new start. */
    int probation() {
        return PROBATION;
    }

    /** Row of a packet that is held, by its extended sequence number. */
    int row(long sequence) {
        return ASIDE + ((int) sequence & windowMask);
    }

    /** Writes down the packet coming in, which is not the one due. */
    void receive(int slot, MediaPacket packet) {
        put(INCOMING, slot, packet);
    }

    /** Has the packet coming in wait for its successor. */
    void putOnProbation() {
        copy(INCOMING, PROBATION);
    }

    /** Holds the packet coming in at its place in view ahead. */
    void hold(long sequence) {
        makeRoom();
        copy(INCOMING, row(sequence));
        mark(sequence, HELD);
    }

    /** Holds a packet at its place in view ahead. */
    void hold(long sequence, int slot, MediaPacket packet) {
        makeRoom();
        put(row(sequence), slot, packet);
        mark(sequence, HELD);
    }

    /** Notes that a later one came, when. */
    void markMissing(long sequence, long sinceNs) {
        makeRoom();
        missingSinceNs[place(sequence)] = sinceNs;
        mark(sequence, MISSING);
    }

    /** Notes that nobody waits for a missing one any more. */
    void giveUp(long sequence) {
        mark(sequence, GIVEN_UP);
    }

    /** Notes that a packet is handed on. */
    void release(long sequence, int rtpTimestamp) {
        marks[place(sequence)] = (rtpTimestamp & 0xFFFF_FFFFL) << STATE_BITS | RELEASED;
    }

    int state(long sequence) {
        return (int) (marks[place(sequence)] & STATE_MASK);
    }

    /** RTP time of one that was handed on. */
    int releasedTimestamp(long sequence) {
        return (int) (marks[place(sequence)] >>> STATE_BITS);
    }

    /** When the first packet behind one that is missing, or was given up, came. */
    long missingSinceNs(long sequence) {
        return missingSinceNs[place(sequence)];
    }

    /** Shows a row's packet, but for its extended numbers and how long it was held. */
    void show(int row, DirectBuffer buffer, MediaPacket packet) {
        int at = row * ROW_LONGS;
        long payload = rows[at + PAYLOAD];
        long rest = rows[at + REST];
        packet.payload(buffer, (int) (payload >>> 32), (int) payload)
                .type((int) (rest >>> TYPE_SHIFT) & 0x7F, (rest & MARKER_BIT) != 0)
                .level((byte) (rest >>> LEVEL_SHIFT), (rest & VOICE_BIT) != 0)
                .times(rows[at + ARRIVAL], 0)
                .restored((rest & RESTORED_BIT) != 0);
    }

    long arrivalNs(int row) {
        return rows[row * ROW_LONGS + ARRIVAL];
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
        Arrays.fill(marks, UNKNOWN);
    }

    /** Once in a stream's life, and in none that comes in order. */
    private void makeRoom() {
        if (missingSinceNs == NONE) {
            rows = Arrays.copyOf(rows, (ASIDE + windowMask + 1) * ROW_LONGS);
            missingSinceNs = new long[marks.length];
        }
    }

    private void mark(long sequence, int state) {
        marks[place(sequence)] = state;
    }

    private int place(long sequence) {
        return (int) sequence & marks.length - 1;
    }

    private void put(int row, int slot, MediaPacket packet) {
        int at = row * ROW_LONGS;
        rows[at + ARRIVAL] = packet.arrivalNs();
        rows[at + SLOT_AND_TIMESTAMP] = (long) slot << 32 | (packet.rtpTimestamp() & 0xFFFF_FFFFL);
        rows[at + PAYLOAD] = (long) packet.payloadOffset() << 32 | packet.payloadLength();
        rows[at + REST] =
                (packet.audioLevel() & 0xFFL) << LEVEL_SHIFT
                        | (long) packet.payloadType() << TYPE_SHIFT
                        | (packet.voiceBit() ? VOICE_BIT : 0)
                        | (packet.marker() ? MARKER_BIT : 0)
                        | (packet.restored() ? RESTORED_BIT : 0);
    }

    private void copy(int fromRow, int toRow) {
        System.arraycopy(rows, fromRow * ROW_LONGS, rows, toRow * ROW_LONGS, ROW_LONGS);
    }
}
