package io.ringway.media.net;

import io.netty.buffer.ByteBuf;
import io.ringway.media.ice.ValidatedCheck;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * One slot of a {@link MediaRing}: a datagram, or a connectivity check already answered, on its way
 * from an event loop to a shard.
 *
 * <p>The buffer is owned by the event from publication until the shard takes it.
 */
public final class PacketEvent {

    private final ValidatedCheck check = new ValidatedCheck();
    private @Nullable PacketTarget target;
    private @Nullable InetSocketAddress source;
    private @Nullable ByteBuf buffer;
    private PacketKind kind = PacketKind.UNKNOWN;
    private int path;
    private long arrivalNs;

    void set(
            PacketKind newKind,
            PacketTarget newTarget,
            InetSocketAddress newSource,
            int newPath,
            long newArrivalNs) {
        kind = newKind;
        target = newTarget;
        source = newSource;
        path = newPath;
        arrivalNs = newArrivalNs;
    }

    /** Gives the event the datagram's bytes to own. */
    void giveBuffer(ByteBuf newBuffer) {
        buffer = newBuffer;
    }

    /** Who it is for. */
    public PacketTarget target() {
        return published(target);
    }

    /** Where it came from. */
    public InetSocketAddress source() {
        return published(source);
    }

    /** Index of the local address it came by. */
    public int path() {
        return path;
    }

    /** Takes the datagram's bytes; the caller releases them. Null for a connectivity check. */
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

    /** The connectivity check this event stands for, if valid. */
    public ValidatedCheck check() {
        return check;
    }

    /** Lets go of everything; the last act on an event. */
    public void clear() {
        target = null;
        source = null;
        check.clear();
        ByteBuf unclaimed = takeBuffer();
        if (unclaimed != null) {
            unclaimed.release();
        }
    }

    private static <T> T published(@Nullable T field) {
        if (field == null) {
            throw new IllegalStateException("the event is not published");
        }
        return field;
    }
}
