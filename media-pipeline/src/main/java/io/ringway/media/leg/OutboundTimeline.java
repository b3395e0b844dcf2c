package io.ringway.media.leg;

/**
 * Sequence numbers and RTP times of one stream we send, continuous for its receiver whatever feeds
 * it: packets of our own one after another, or packets forwarded from sources that start, stop and
 * change (RFC 3550 §5.1 asks for both to advance by one rule within an SSRC).
 *
 * <p>A forwarded source keeps its own spacing, so that loss, reordering and pauses stay what they
 * are; when the source changes, its first packet is placed right behind what was sent last.
 *
 * <p>Thread: the owner's. Sans-IO.
 */
final class OutboundTimeline {

    private static final long NO_SOURCE = -1;

    /** Beside all SSRCs. */
    private static final long PLACED_SOURCE = 1L << 32;

    private int highestSequence;
    private int nextTimestamp;
    private long source = NO_SOURCE;
    private int sequenceOffset;
    private int timestampOffset;

    /**
     * Makes a timeline that has sent nothing.
     *
     * @param firstSequence sequence number of the first packet, 16 bits
     * @param firstTimestamp RTP time of the first packet, 32 bits
     */
    OutboundTimeline(int firstSequence, int firstTimestamp) {
        this.highestSequence = (firstSequence - 1) & 0xFFFF;
        this.nextTimestamp = firstTimestamp;
    }

    /** Ends what is forwarded now: the next source, even the same one, is placed anew. */
    void endSource() {
        source = NO_SOURCE;
    }

    /** Whether the packet placed last was one of a source. */
    boolean forwarding() {
        return source != NO_SOURCE;
    }

    /** Whether packets of that source go on from those before, and are not placed anew. */
    boolean forwards(long sourceSsrc) {
        return source == sourceSsrc;
    }

    /** Nothing was sent for a while: what comes next starts then, unless it is that far already. */
    void skipTo(int timestamp) {
        if (timestamp - nextTimestamp > 0) {
            nextTimestamp = timestamp;
        }
    }

    /**
     * Places a forwarded packet.
     *
     * @param sourceSsrc SSRC it came with, unsigned
     * @param sequence the number it came with, 16 bits
     * @param timestamp the RTP time it came with
     * @return its sequence number here
     */
    int forward(long sourceSsrc, int sequence, int timestamp) {
        if (source != sourceSsrc) {
            source = sourceSsrc;
            sequenceOffset = highestSequence + 1 - sequence;
            timestampOffset = nextTimestamp - timestamp;
        }
        int placed = (sequence + sequenceOffset) & 0xFFFF;
        if ((short) (placed - highestSequence) > 0) {
            highestSequence = placed;
        }
        return placed;
    }

    /** Places a packet of our own that says itself where it belongs, as {@link #forward} does. */
    int place(int sequence, int timestamp) {
        return forward(PLACED_SOURCE, sequence, timestamp);
    }

    /** RTP time here of the packet placed last by {@link #forward}, 32 bits. */
    int timestampOf(int timestamp) {
        return timestamp + timestampOffset;
    }

    /**
     * Notes where the packet placed last ends, so that what follows another source starts there.
     */
    void forwardedUntil(int timestampHere, int samples) {
        int end = timestampHere + samples;
        if (end - nextTimestamp > 0) {
            nextTimestamp = end;
        }
    }

    /** Sequence number for a packet of our own. */
    int appendSequence() {
        endSource();
        highestSequence = (highestSequence + 1) & 0xFFFF;
        return highestSequence;
    }

    /** RTP time for a packet of our own of that many samples. */
    int appendTimestamp(int samples) {
        int start = nextTimestamp;
        nextTimestamp += samples;
        return start;
    }
}
