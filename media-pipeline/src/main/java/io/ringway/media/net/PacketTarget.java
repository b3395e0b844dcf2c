package io.ringway.media.net;

import org.agrona.DirectBuffer;

/**
 * One leg as the event loops see it. Everything but {@link #onPacket} may be called on any loop.
 */
public interface PacketTarget {

    /** The ring of the shard that owns the leg. */
    MediaRing ring();

    /** Hands over a DTLS datagram, from offset 0 on; the bytes are copied before return. */
    void onDtls(DirectBuffer bytes, int length);

    /** Called on the owning shard's thread for each event of its ring. */
    void onPacket(PacketEvent event, long nowNs);
}
