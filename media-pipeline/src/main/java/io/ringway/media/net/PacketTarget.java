package io.ringway.media.net;

import io.netty.buffer.ByteBuf;

/**
 * One leg as the event loops see it. Everything but {@link #onPacket} may be called on any loop.
 */
public interface PacketTarget {

    /** The ring of the shard that owns the leg. */
    MediaRing ring();

    /** Hands over a DTLS datagram; the bytes are copied before return. */
    void onDtls(ByteBuf datagram);

    /** Called on the owning shard's thread for each event of its ring. */
    void onPacket(PacketEvent event, long nowNs);
}
