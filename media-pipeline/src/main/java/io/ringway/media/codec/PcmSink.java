package io.ringway.media.codec;

import org.agrona.MutableDirectBuffer;

/**
 * Takes the stretches of a timeline by claim, write and commit: the taker says where the bytes go,
 * so that they are written once. Thread: the decoding stage's.
 *
 * <p>After a {@link #claim} that returned true comes exactly one {@link #commit} or {@link #abort}.
 */
public interface PcmSink {

    /**
     * Asks for room.
     *
     * @param maxPayloadBytes what may be written at most, may be 0
     * @return false when there is none: the segment is lost; {@link #lose} tells its length
     */
    boolean claim(int maxPayloadBytes);

    /** Where to write; off-heap. Valid between claim and commit. */
    MutableDirectBuffer buffer();

    /** Where in {@link #buffer()} the payload begins; an even address spares a copy of PCM. */
    int offset();

    /**
     * Completes the segment.
     *
     * @param payloadBytes bytes written, 0 up to those claimed
     * @param samplesPerChannel its exact length at the segment's rate, also when the payload is
     *     empty; 0 only for a packet that came late, whose time has been told
     * @param extendedRtpTimestamp RTP time of its first sample, in 64 bits
     * @param arrivalNs when the packet came in that it was made from or that ended the gap
     * @param flags sum of {@code io.ringway.proto.SegmentFlag} values
     */
    void commit(
            int payloadBytes,
            int samplesPerChannel,
            long extendedRtpTimestamp,
            long arrivalNs,
            int flags);

    /** Gives the room back; there is no segment. */
    void abort();

    /**
     * Says how long the segment was for which {@link #claim} had no room. Nothing to do for a sink
     * that always has.
     */
    default void lose(int samplesPerChannel) {
        // Only a sink that can refuse needs to know.
    }

    /**
     * The RTP clock runs at another rate from a time on, which is told by the next segment. Nothing
     * to do for a sink that does not turn RTP time into another.
     */
    default void setClock(long extendedRtpTimestamp, int clockRateHz) {
        // Only a sink that keeps wall-clock time needs to know.
    }
}
