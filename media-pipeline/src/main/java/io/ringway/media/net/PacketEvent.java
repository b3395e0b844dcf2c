package io.ringway.media.net;

import io.ringway.media.ice.ValidatedCheck;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One slot of a {@link MediaRing}: a copy of a datagram, or a connectivity check already answered,
 * on its way from an event loop to a shard.
 */
public final class PacketEvent {

    private final ValidatedCheck check = new ValidatedCheck();
    private final UnsafeBuffer bytes;
    private @Nullable PacketTarget target;
    private @Nullable InetSocketAddress source;
    private PacketKind kind = PacketKind.UNKNOWN;
    private int path;
    private int length;
    private long arrivalNs;

    /**
     * Makes an empty slot.
     *
     * @param memory off-heap room for the largest datagram, the slot's own
     */
    PacketEvent(ByteBuffer memory) {
        this.bytes = new UnsafeBuffer(memory);
    }

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

    /** Copies a datagram that is no longer than the slot. */
    void copyFrom(DirectBuffer datagram, int newLength) {
        length = newLength;
        bytes.putBytes(0, datagram, 0, newLength);
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

    /** The datagram, from offset 0 on, off-heap; valid while the event is being handled. */
    public DirectBuffer bytes() {
        return bytes;
    }

    /** Bytes of the datagram; 0 for a connectivity check. */
    public int length() {
        return length;
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
        length = 0;
        check.clear();
    }

    private static <T> T published(@Nullable T field) {
        if (field == null) {
            throw new IllegalStateException("the event is not published");
        }
        return field;
    }
}
