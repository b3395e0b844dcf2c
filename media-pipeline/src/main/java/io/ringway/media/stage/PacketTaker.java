package io.ringway.media.stage;

import io.ringway.media.rtp.MediaPacket;

/** Takes a stream's packets as they arrive. Thread: the one before the ordering stage. */
@FunctionalInterface
public interface PacketTaker {

    /**
     * A plain RTP packet in a slot of the caller's slab; the slot is the taker's from now on.
     *
     * @param packet its payload in the slab's buffer, and its numbers as on the wire; valid during
     *     the call only
     */
    void onPacket(int slot, MediaPacket packet);
}
