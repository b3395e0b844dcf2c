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
    private static final int MAX_SOURCES = 16_384;

    private final IoEventLoop loop;
    private final ReceivedDatagrams received;
    private final KnownSources sources = new KnownSources(MAX_SOURCES);
    private final NativeSender sender;
    private final UnsafeBuffer copy =
            new UnsafeBuffer(ByteBuffer.allocateDirect(EgressQueue.MAX_DATAGRAM_BYTES));

    /**
     * @param datagramsPerRead most that any socket receives by one call
     */
    NativeLoop(IoEventLoop loop, int datagramsPerRead, CounterBlock loopCounters) {
        SocketCalls calls = new SocketCalls();
        this.loop = loop;
        this.received = new ReceivedDatagrams(datagramsPerRead, calls);
        this.sender = new NativeSender(calls, loopCounters);
    }

    IoEventLoop loop() {
        return loop;
    }

    CounterBlock counters() {
        return sender.counters();
    }

    ReceivedDatagrams received() {
        return received;
    }

    KnownSources sources() {
        return sources;
    }

    /** For what the event loop itself answers. */
    NativeSender sender() {
        return sender;
    }

    /** A copy off-heap, until the next one. */
    DirectBuffer copied(DirectBuffer bytes, int offset, int length) {
        copy.putBytes(0, bytes, offset, length);
        return copy;
    }
}
