package io.ringway.media.dtls;

import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * Datagrams on their way from event loops to an association's thread: bounded and without a lock on
 * the giving side.
 *
 * <p>Thread: {@link #give} and {@link #close} any; the rest the one reader.
 */
final class DatagramInbox {

    private final ManyToOneConcurrentArrayQueue<byte[]> queue;
    private volatile @Nullable Thread reader;
    private volatile boolean closed;

    /**
     * @param capacity rounded up to a power of two
     */
    DatagramInbox(int capacity) {
        this.queue = new ManyToOneConcurrentArrayQueue<>(capacity);
    }

    /** Names the thread to wake. */
    void readBy(Thread thread) {
        reader = thread;
    }

    /** Hands a datagram over; false when there is no room. Never blocks. */
    boolean give(byte[] datagram) {
        if (!queue.offer(datagram)) {
            return false;
        }
        LockSupport.unpark(reader);
        return true;
    }

    /** No more waiting: the reader finds {@link #closed}. */
    void close() {
        closed = true;
        LockSupport.unpark(reader);
    }

    boolean closed() {
        return closed;
    }

    /** Waits until something is there or the inbox is closed; false when the time ran out. */
    boolean await(long waitNs) {
        long deadlineNs = System.nanoTime() + waitNs;
        while (queue.isEmpty() && !closed) {
            long leftNs = deadlineNs - System.nanoTime();
            if (leftNs <= 0) {
                return false;
            }
            LockSupport.parkNanos(this, leftNs);
            if (Thread.interrupted()) {
                closed = true;
            }
        }
        return true;
    }

    /** The next datagram, which is the caller's from here on; null when closed or out of time. */
    byte @Nullable [] take(long waitNs) {
        return await(waitNs) && !closed ? queue.poll() : null;
    }
}
