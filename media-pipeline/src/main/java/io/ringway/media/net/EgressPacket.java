package io.ringway.media.net;

import java.net.InetSocketAddress;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** One slot of an {@link EgressQueue}: room for a sealed datagram and where it goes. */
final class EgressPacket {

    final UnsafeBuffer bytes = new UnsafeBuffer(0, 0);
    int length;
    @Nullable InetSocketAddress remote;
    @Nullable SendWindow window;

    /** By which socket. */
    @Nullable UdpSocket socket;

    /**
     * Lets go of everything but the bytes, which stay until the queue has been told that the slot
     * is free.
     *
     * @return where the datagram goes; null of an empty slot
     */
    @Nullable InetSocketAddress release() {
        InetSocketAddress to = remote;
        remote = null;
        socket = null;
        if (window != null) {
            window.written();
            window = null;
        }
        return to;
    }
}
