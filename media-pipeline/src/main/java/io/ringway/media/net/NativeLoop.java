package io.ringway.media.net;

import io.netty.channel.IoEventLoop;
import io.ringway.media.counters.CounterBlock;
import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What the sockets of one event loop share: a socket by itself is a descriptor and no memory.
 *
 * <p>Thread: the event loop, but for {@link #loop}.
 */
final class NativeLoop {

    /** Address objects remembered; more cost an object a datagram, not the datagram. */
    private static final int MAX_ADDRESSES = 16_384;

    private final IoEventLoop loop;
    private final CounterBlock counters;
    private final ReceivedDatagrams received;
    private final SendBatch batch;
    private final UnsafeBuffer copy =
            new UnsafeBuffer(ByteBuffer.allocateDirect(EgressQueue.MAX_DATAGRAM_BYTES));
    private final KnownRemotes ipv4 = new KnownRemotes(false, MAX_ADDRESSES);
    private final KnownRemotes ipv6 = new KnownRemotes(true, MAX_ADDRESSES);

    /**
     * @param datagramsPerRead most that any socket receives by one call
     */
    NativeLoop(IoEventLoop loop, int datagramsPerRead, CounterBlock loopCounters) {
        SocketCalls calls = new SocketCalls();
        this.loop = loop;
        this.counters = loopCounters;
        this.received =
                new ReceivedDatagrams(datagramsPerRead, calls, new KnownSources(MAX_ADDRESSES));
        this.batch = new SendBatch(calls, loopCounters);
    }

    IoEventLoop loop() {
        return loop;
    }

    CounterBlock counters() {
        return counters;
    }

    ReceivedDatagrams received() {
        return received;
    }

    /** Empty between flushes. */
    SendBatch batch() {
        return batch;
    }

    /** A copy off-heap, until the next one. */
    DirectBuffer copied(DirectBuffer bytes, int offset, int length) {
        copy.putBytes(0, bytes, offset, length);
        return copy;
    }

    KnownRemotes remotes(boolean ofIpv6) {
        return ofIpv6 ? ipv6 : ipv4;
    }
}
