package io.ringway.media.net;

import java.net.InetSocketAddress;
import org.agrona.MutableDirectBuffer;

/** The kernel's form of addresses that are sent to. Thread: a sender's. */
sealed interface RemoteNames permits KnownRemotes, LastRemote {

    /**
     * Writes an address, in {@link SocketAddresses#MAX_BYTES}.
     *
     * @return its length
     */
    int write(InetSocketAddress remote, MutableDirectBuffer memory, int offset);
}
