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
 * Buffers large enough for a whole recvmmsg batch, and the count of receive system calls that
 * yielded something: packets over calls is the proof that reading batches.
 */
final class BatchRecvAllocator implements RecvByteBufAllocator {

    private final FixedRecvByteBufAllocator fixed;
    private final CounterBlock counters;

    /**
     * Prepares the allocator.
     *
     * @param batchBytes datagrams a call times the largest datagram
     */
    BatchRecvAllocator(int batchBytes, CounterBlock counters) {
        this.fixed = new FixedRecvByteBufAllocator(batchBytes);
        this.fixed.maxMessagesPerRead(256);
        this.counters = counters;
    }

    // The plain handle type is deprecated, but the allocator's own method still returns it.
    @SuppressWarnings("deprecation")
    @Override
    public Handle newHandle() {
        return new CountingHandle((ExtendedHandle) fixed.newHandle(), counters);
    }

    /** Netty announces each call by the bytes it attempts and reports each packet it got. */
    private static final class CountingHandle implements ExtendedHandle {

        private final ExtendedHandle handle;
        private final CounterBlock counters;
        private boolean callUncounted;

        CountingHandle(ExtendedHandle handle, CounterBlock counters) {
            this.handle = handle;
            this.counters = counters;
        }

        @Override
        public void attemptedBytesRead(int bytes) {
            callUncounted = true;
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
            return handle.continueReading(maybeMoreData);
        }

        @Override
        public void readComplete() {
            handle.readComplete();
        }
    }
}
