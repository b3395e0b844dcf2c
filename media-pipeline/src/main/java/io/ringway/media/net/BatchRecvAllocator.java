package io.ringway.media.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelConfig;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;

/**
 * Buffers large enough for a whole recvmmsg batch, the count of receive system calls that yielded
 * something (packets over calls is the proof that reading batches), and an end to reading where a
 * batch was not full: nothing is left then, and epoll tells by level when more has come. Asking
 * once more would cost a port that gets a packet at a time as much as the packet itself.
 */
final class BatchRecvAllocator implements RecvByteBufAllocator {

    private final FixedRecvByteBufAllocator fixed;
    private final int datagrams;
    private final CounterBlock counters;

    /**
     * Prepares the allocator.
     *
     * @param datagrams most that one call returns
     * @param datagramBytes the largest datagram
     */
    BatchRecvAllocator(int datagrams, int datagramBytes, CounterBlock counters) {
        this.fixed = new FixedRecvByteBufAllocator(datagrams * datagramBytes);
        this.fixed.maxMessagesPerRead(256);
        this.datagrams = datagrams;
        this.counters = counters;
    }

    // The plain handle type is deprecated, but the allocator's own method still returns it.
    @SuppressWarnings("deprecation")
    @Override
    public Handle newHandle() {
        return new CountingHandle((ExtendedHandle) fixed.newHandle(), datagrams, counters);
    }

    /** Netty announces each call by the bytes it attempts and reports each packet it got. */
    private static final class CountingHandle implements ExtendedHandle {

        private final ExtendedHandle handle;
        private final int datagrams;
        private final CounterBlock counters;
        private boolean callUncounted;
        private int yielded;

        CountingHandle(ExtendedHandle handle, int datagrams, CounterBlock counters) {
            this.handle = handle;
            this.datagrams = datagrams;
            this.counters = counters;
        }

        @Override
        public void attemptedBytesRead(int bytes) {
            callUncounted = true;
            yielded = 0;
            handle.attemptedBytesRead(bytes);
        }

        @Override
        public void lastBytesRead(int bytes) {
            if (callUncounted && bytes > 0) {
                callUncounted = false;
                counters.increment(Counter.RX_SYSCALLS);
            }
            handle.lastBytesRead(bytes);
        }

        @Override
        public ByteBuf allocate(ByteBufAllocator alloc) {
            return handle.allocate(alloc);
        }

        @Override
        public int guess() {
            return handle.guess();
        }

        @Override
        public void reset(ChannelConfig config) {
            handle.reset(config);
        }

        @Override
        public void incMessagesRead(int count) {
            yielded += count;
            handle.incMessagesRead(count);
        }

        @Override
        public int lastBytesRead() {
            return handle.lastBytesRead();
        }

        @Override
        public int attemptedBytesRead() {
            return handle.attemptedBytesRead();
        }

        @Override
        public boolean continueReading() {
            return handle.continueReading();
        }

        @Override
        public boolean continueReading(UncheckedBooleanSupplier maybeMoreData) {
            return yielded >= datagrams && handle.continueReading(maybeMoreData);
        }

        @Override
        public void readComplete() {
            handle.readComplete();
        }
    }
}
