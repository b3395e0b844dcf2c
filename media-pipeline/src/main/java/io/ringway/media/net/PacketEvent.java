package io.ringway.media.net;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * One slot of a {@link MediaRing}: a datagram on its way from an event loop to a shard.
 *
 * <p>The buffer is owned by the event from publication until the shard takes it.
 */
public final class PacketEvent {

    @Nullable PacketTarget target;
    @Nullable ByteBuf buffer;
    @Nullable Flow flow;
    PacketKind kind = PacketKind.UNKNOWN;
    long arrivalNs;
    long priority;
    boolean useCandidate;

    /** Who it is for. */
    public PacketTarget target() {
        PacketTarget set = target;
        if (set == null) {
            throw new IllegalStateException("an unpublished event has no target");
        }
        return set;
    }

    /** The path it came by. */
    public Flow flow() {
        Flow set = flow;
        if (set == null) {
            throw new IllegalStateException("an unpublished event has no flow");
        }
        return set;
    }

    /**
     * Takes the datagram's bytes; the caller releases them. A validated connectivity check carries
     * none: its answer is already out.
     */
    public @Nullable ByteBuf takeBuffer() {
        ByteBuf taken = buffer;
        buffer = null;
        return taken;
    }

    public PacketKind kind() {
        return kind;
    }

    /** Monotonic time of arrival at the socket. */
    public long arrivalNs() {
        return arrivalNs;
    }

    /** PRIORITY of a connectivity check, unsigned 32 bits. */
    public long priority() {
        return priority;
    }

    /** Whether a connectivity check nominates its pair. */
    public boolean useCandidate() {
        return useCandidate;
    }

    /** Lets go of everything; the last act on an event. */
    public void clear() {
        target = null;
        flow = null;
        ByteBuf unclaimed = takeBuffer();
        if (unclaimed != null) {
            unclaimed.release();
        }
    }
}
