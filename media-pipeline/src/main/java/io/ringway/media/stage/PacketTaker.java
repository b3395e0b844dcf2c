package io.ringway.media.stage;

/** Takes a stream's packets as they arrive. Thread: the one before the ordering stage. */
@FunctionalInterface
public interface PacketTaker {

    /**
     * A plain RTP packet in a slot of the caller's slab; the slot is the taker's from now on.
     *
     * @param payloadOffset where the payload begins, in the slab's buffer
     * @param sequence 16 bits
     * @param rtpTimestamp 32 bits
     */
    void onPacket(
            int slot,
            int payloadOffset,
            int payloadLength,
            int sequence,
            long rtpTimestamp,
            int payloadType,
            boolean marker,
            long arrivalNs);
}
