package io.ringway.media.net;

import java.net.InetSocketAddress;
import org.agrona.MutableDirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The address a socket sent to last, with the socket: where it has but one party, nothing has to be
 * looked up among those of all calls, which is seldom in the cache.
 *
 * <p>Thread: that of who sends by the socket.
 */
final class LastRemote implements RemoteNames {

    private final KnownRemotes others;
    private @Nullable InetSocketAddress last;
    private long first;
    private long second;
    private long third;
    private long fourth;
    private int length;

    /**
     * @param others asked for another one
     */
    LastRemote(KnownRemotes others) {
        this.others = others;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // an equal one that is another object is looked up
    public int write(InetSocketAddress remote, MutableDirectBuffer memory, int offset) {
        if (remote == last) {
            memory.putLong(offset, first);
            memory.putLong(offset + 8, second);
            memory.putLong(offset + 16, third);
            memory.putLong(offset + 24, fourth);
            return length;
        }
        length = others.write(remote, memory, offset);
        first = memory.getLong(offset);
        second = memory.getLong(offset + 8);
        third = memory.getLong(offset + 16);
        fourth = memory.getLong(offset + 24);
        last = remote;
        return length;
    }
}
