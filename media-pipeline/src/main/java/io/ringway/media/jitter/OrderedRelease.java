package io.ringway.media.jitter;

import io.ringway.media.rtp.MediaPacket;
import io.ringway.media.rtp.RtpTimestamp;
import io.ringway.media.rtp.SequenceNumber;

/**
 * The outgoing half of a jitter buffer: what is next, what is held behind it, and the calls to the
 * sink, each packet's slot going back to the slab as soon as the sink has seen it.
 */
final class OrderedRelease {

    private final PacketSlab slab;
    private final JitterSink sink;
    private final int window;
    private final HeldPackets packets;
    private final MediaPacket packet = new MediaPacket();
    private final AddedDelay addedDelay = new AddedDelay();

    /** The packet due next, and the newest one seen; extended sequence numbers. */
    private long expected;

    private long highest = -1;
    private long lastTimestamp;
    private boolean clockRestarted;

    OrderedRelease(PacketSlab slab, JitterSink sink, int window, HeldPackets packets) {
        this.slab = slab;
        this.sink = sink;
        this.window = window;
        this.packets = packets;
    }

    /** Believes the first packet of a source. */
    void begin(int sequence, long rtpTimestamp) {
        expectFrom(sequence);
        highest = expected - 1;
        if (!clockRestarted) {
            lastTimestamp = rtpTimestamp;
        }
    }

    /** Nothing is held any more; what comes next stands in no relation to what came. */
    void forget() {
        sink.onDiscontinuity();
        packets.forget();
        clockRestarted = true;
    }

    long expected() {
        return expected;
    }

    long highest() {
        return highest;
    }

    long lastTimestamp() {
        return lastTimestamp;
    }

    AddedDelay addedDelay() {
        return addedDelay;
    }

    /** Whether something is held behind a gap. */
    boolean gapOpen() {
        return highest >= expected;
    }

    /** When the first packet after the open gap came. */
    long gapSinceNs() {
        return packets.missingSinceNs(expected);
    }

    /** Holds the incoming packet at its place in view. */
    void hold(long sequence, long nowNs) {
        if (sequence > highest) {
            markMissing(highest + 1, sequence, nowNs);
            highest = sequence;
        }
        packets.hold(sequence);
    }

    /** Hands on a packet just come, which is the one due, and what waited for it. */
    void passOn(int slot, MediaPacket due) {
        highest = Math.max(highest, expected);
        int timestamp = (int) due.rtpTimestamp();
        long sequence = expected++;
        packets.release(sequence, timestamp);
        handOn(slot, due.position(sequence, extended(timestamp)), 0);
        releaseInOrder(due.arrivalNs());
    }

    /** Tells of the incoming packet, whose place was given up. */
    void tellLate(long sequence) {
        packets.release(sequence, packets.rtpTimestamp(packets.incoming()));
        show(packets.incoming(), sequence);
        sink.onLate(packet);
    }

    /** Goes on to the incoming packet, too far ahead to hold: those before have waited enough. */
    void leap(long sequence, long nowNs) {
        giveUpAll(nowNs);
        markMissing(Math.max(expected, sequence - window), sequence, nowNs);
        packets.hold(sequence);
        highest = sequence;
        giveUpTo(sequence);
        releaseInOrder(nowNs);
    }

    /**
     * Ends the old sequence and begins with the packet on probation and the incoming one.
     *
     * @param sequence 16-bit sequence number of the one on probation
     */
    void restart(int sequence, long nowNs) {
        giveUpAll(nowNs);
        forget();
        expectFrom(sequence);
        highest = expected + 1;
        packets.hold(highest);
        release(packets.probation(), expected++, nowNs);
        releaseInOrder(nowNs);
    }

    /** Extended numbers only ever grow, so that a listener never sees one twice. */
    private void expectFrom(int sequence) {
        expected += (sequence - expected) & (SequenceNumber.MODULUS - 1);
    }

    /** Declares the open gap and hands on what waited behind it. */
    void giveUpGap(long nowNs) {
        long next = expected;
        while (packets.state(next) != HeldPackets.HELD) {
            next++;
        }
        giveUpTo(next);
        releaseInOrder(nowNs);
    }

    /** Hands on everything held, with the gaps between. */
    void giveUpAll(long nowNs) {
        while (gapOpen()) {
            giveUpGap(nowNs);
        }
    }

    private void markMissing(long from, long to, long sinceNs) {
        for (long sequence = from; sequence < to; sequence++) {
            packets.markMissing(sequence, sinceNs);
        }
    }

    private void giveUpTo(long next) {
        long first = expected;
        for (long missing = Math.max(first, next - window); missing < next; missing++) {
            packets.giveUp(missing);
        }
        expected = next;
        show(packets.row(next), next);
        sink.onGap(first, (int) (next - first), packet);
    }

    /** Hands on what is in order. */
    void releaseInOrder(long nowNs) {
        while (highest >= expected && packets.state(expected) == HeldPackets.HELD) {
            release(packets.row(expected), expected++, nowNs);
        }
    }

    private void release(int row, long sequence, long nowNs) {
        packets.release(sequence, packets.rtpTimestamp(row));
        show(row, sequence);
        handOn(packets.slot(row), packet, nowNs - packet.arrivalNs());
    }

    private void handOn(int slot, MediaPacket next, long heldNs) {
        long arrivalNs = next.arrivalNs();
        lastTimestamp = next.rtpTimestamp();
        clockRestarted = false;
        addedDelay.record(heldNs, arrivalNs + heldNs);
        try {
            sink.onPacket(next.times(arrivalNs, heldNs));
        } finally {
            if (slot != RedundantCopies.NO_SLOT) {
                slab.give(slot);
            }
        }
    }

    private void show(int row, long sequence) {
        packets.show(row, slab.buffer(), packet);
        packet.position(sequence, extended(packets.rtpTimestamp(row)));
    }

    /** RTP time in 64 bits: nearest to the one before, but never back across a restart. */
    private long extended(int rtpTimestamp) {
        int step = RtpTimestamp.distance(lastTimestamp, rtpTimestamp);
        long extended = lastTimestamp + (clockRestarted ? step & 0xFFFF_FFFFL : step);
        return extended < 0 ? extended + (1L << 32) : extended;
    }
}
