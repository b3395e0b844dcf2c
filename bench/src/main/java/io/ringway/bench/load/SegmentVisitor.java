package io.ringway.bench.load;

/** Told of what a message holds, in its order. Thread: the sink's event loop. */
interface SegmentVisitor {

    /**
     * A segment, without its sound.
     *
     * @param sequence counted by the leg
     * @param rtpTimestamp extended to 64 bits
     * @param flags of the contract's {@code SegmentFlag}
     * @param droppedSamples directly before it
     */
    void onSegment(
            String sessionId,
            int leg,
            long sequence,
            long rtpTimestamp,
            int flags,
            long droppedSamples);

    /** A session is over; nothing of it follows. */
    void onEnd(String sessionId);
}
