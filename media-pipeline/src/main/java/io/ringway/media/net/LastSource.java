package io.ringway.media.net;

import java.net.InetSocketAddress;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Who sent to a socket last, with the socket: see {@link LastRemote}. IPv4 alone; others are always
 * looked up.
 *
 * <p>Thread: the event loop.
 */
final class LastSource implements SourceNames {

    private final KnownSources others;
    private long head;
    private @Nullable InetSocketAddress last;

    /**
     * @param others asked for another one
     */
    LastSource(KnownSources others) {
        this.others = others;
    }

    @Override
    public InetSocketAddress of(DirectBuffer memory, int offset) {
        // Family, port and host.
        long here = memory.getLong(offset);
        InetSocketAddress known = last;
        if (known != null && here == head && !SocketAddresses.isIpv6(memory, offset)) {
            return known;
        }
        known = others.of(memory, offset);
        head = here;
        last = known;
        return known;
    }
}
