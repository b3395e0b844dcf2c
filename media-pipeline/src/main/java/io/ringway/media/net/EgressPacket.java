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

    /** By which socket, where a queue serves many. */
    @Nullable UdpSocket socket;

    /**
     * Has a socket take the datagram, unless the slot is empty, and lets go of everything but the
     * bytes, which stay until the queue has been told that the slot is free. On the socket's event
     * loop.
     */
    void writeTo(UdpSocket by) {
        InetSocketAddress to = remote;
        if (to == null) {
            return;
        }
        remote = null;
        socket = null;
        if (window != null) {
            window.written();
            window = null;
        }
        by.write(bytes, length, to);
    }
}
