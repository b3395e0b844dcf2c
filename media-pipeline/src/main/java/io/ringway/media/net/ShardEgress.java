package io.ringway.media.net;

import org.jspecify.annotations.Nullable;

/** What a shard sends by. Thread: the one that sets the shard up; its queues are the shard's. */
sealed interface ShardEgress permits NativeEgress, NettyEgress {

    /**
     * A queue of the shard's.
     *
     * @param loop index of the event loop its sockets belong to
     * @param socket the one it leads to; null where each packet names its own
     */
    EgressQueue queue(int loop, @Nullable UdpSocket socket);
}
