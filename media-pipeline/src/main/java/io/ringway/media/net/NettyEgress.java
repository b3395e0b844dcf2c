package io.ringway.media.net;

import io.netty.channel.EventLoop;
import io.ringway.media.counters.CounterBlock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends on the event loops, to which alone Netty's channels belong: each empties its queues in
 * every turn.
 *
 * @param slots of each queue, a power of two
 */
record NettyEgress(
        List<EventLoop> loops,
        List<LoopTurn> turns,
        List<CounterBlock> loopCounters,
        CounterBlock shardCounters,
        int slots)
        implements ShardEgress {

    @Override
    public EgressQueue queue(int loop, @Nullable UdpSocket socket) {
        EgressWriter writer = new NettyWriter(loopCounters.get(loop));
        EgressQueue queue = new EgressQueue(slots, writer, loops.get(loop), socket, shardCounters);
        turns.get(loop).add(queue);
        return queue;
    }
}
