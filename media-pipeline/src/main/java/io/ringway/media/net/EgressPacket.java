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
}
