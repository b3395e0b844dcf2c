package io.ringway.media.net;

import io.ringway.media.counters.CounterBlock;
import java.net.InetSocketAddress;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Sends on the shard's own thread, at the end of its cycle or when a system call's worth has
 * gathered: no event loop has to be woken for it, and the few slots a queue needs stay in the
 * cache.
 *
 * <p>Thread: the shard's.
 */
final class NativeEgress extends EgressWriter implements ShardEgress {

    private static final int SLOTS = SendBatch.MAX_DATAGRAMS;

    private final NativeSender sender;

    NativeEgress(CounterBlock shardCounters) {
        super(shardCounters);
        this.sender = new NativeSender(new SocketCalls(), shardCounters);
    }

    @Override
    public EgressQueue queue(int loop, @Nullable UdpSocket socket) {
        return new EgressQueue(SLOTS, this, null, socket, sender.counters());
    }

    @Override
    void write(UdpSocket socket, DirectBuffer bytes, int length, InetSocketAddress remote) {
        ((NativeSocket) socket).write(sender, bytes, length, remote);
    }

    @Override
    void flush(UdpSocket socket) {
        ((NativeSocket) socket).flush(sender);
    }
}
