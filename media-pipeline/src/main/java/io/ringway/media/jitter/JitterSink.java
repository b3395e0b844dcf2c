package io.ringway.media.jitter;

import org.agrona.DirectBuffer;

/**
 * Takes a stream's packets in sequence order.
 *
 * <p>Buffers and offsets are valid during the call only. Calls come on the ordering stage's thread,
 * from within {@link JitterBuffer#insert}, {@link JitterBuffer#onTimer} or {@link
 * JitterBuffer#flush}.
 */
public interface JitterSink {

    /**
     * The next packet of the stream.
     *
     * @param buffer holds the payload from {@code payloadOffset} on
     * @param extendedSequence sequence number extended to 64 bits, grows by one each packet but
     *     where a gap or a discontinuity was told
     * @param extendedRtpTimestamp RTP time extended to 64 bits
     * @param arrivalNs when the packet came in
     * @param heldNs how long it was held back for others
     */
    void onPacket(
            DirectBuffer buffer,
            int payloadOffset,
            int payloadLength,
            long extendedSequence,
            long extendedRtpTimestamp,
            int payloadType,
            boolean marker,
            long arrivalNs,
            long heldNs);

    /**
     * Packets that did not come in time. The packet after them is at hand, so that redundancy can
     * be read from it; it follows by {@link #onPacket} at once.
     *
     * @param firstMissingSequence extended sequence number of the first one missing
     * @param missing how many in a row
     * @param next buffer of the packet after them
     */
    void onGap(
            long firstMissingSequence,
            int missing,
            DirectBuffer next,
            int nextPayloadOffset,
            int nextPayloadLength,
            int nextPayloadType,
            long nextExtendedRtpTimestamp);

    /**
     * The sender began anew: what follows stands in no known relation of sequence, RTP time or
     * codec state to what came before.
     */
    void onDiscontinuity();
}
