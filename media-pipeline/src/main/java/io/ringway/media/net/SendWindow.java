package io.ringway.media.net;

/**
 * A bound on one sender's packets between its shard and the socket: the queue of a consumer that
 * must not fill the egress queue that all legs share.
 *
 * <p>Thread: {@link #tryOpen} the shard's, {@link #written} the one that empties the egress queue.
 */
public final class SendWindow {

    private final int limit;
    private long queued;
    private volatile long written;

    /**
     * Makes an empty window.
     *
     * @param limit packets that may be on their way at once
     */
    public SendWindow(int limit) {
        this.limit = limit;
    }

    /** Takes a place for one packet; false when the window is full. */
    public boolean tryOpen() {
        if (queued - written >= limit) {
            return false;
        }
        queued++;
        return true;
    }

    /** Gives the place taken last back: the packet was not sent after all. Shard thread. */
    public void cancel() {
        queued--;
    }

    // Only one thread writes, so a plain increment of the volatile is enough.
    @SuppressWarnings("NonAtomicVolatileUpdate")
    void written() {
        written++;
    }
}
