package io.ringway.media;

/**
 * The running media plane: sockets, shards and every leg on them.
 *
 * <p>Thread: any. Nothing here blocks except {@link #close()}.
 */
public interface MediaEngine extends AutoCloseable {

    /**
     * Opens a leg: fresh ICE credentials, an owning shard, no socket traffic yet.
     *
     * @param spec what the leg is for; its session id must be unused
     * @param listener told of everything that happens to the leg, in order, on one virtual thread
     * @throws CapacityExceededException when {@code max-sessions} legs are open or the engine
     *     drains
     */
    LegControl open(LegSpec spec, LegListener listener);

    /** Legs open now, in any state before closed. */
    int activeLegs();

    /** UDP port all WebRTC media arrives on. */
    int mediaPort();

    /** Refuses new legs from now on; those that run go on. */
    void drain();

    /** Closes every leg, finishes recordings and forwarding, then frees sockets and threads. */
    @Override
    void close();
}
