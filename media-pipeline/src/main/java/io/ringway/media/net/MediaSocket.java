package io.ringway.media.net;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.ringway.media.counters.CounterBlock;
import java.net.InetSocketAddress;

/**
 * One UDP socket of the shared media port: its flows, and a queue for each shard that sends on it.
 *
 * <p>Thread: belongs to its event loop; {@link #egress}, {@link #localAddress} and {@link #loop}
 * from any.
 */
public final class MediaSocket {

    private final int index;
    private final Channel channel;
    private final InetSocketAddress localAddress;
    private final FlowTable flows;
    private final UdpEgress egress;
    private final EgressQueue[] queues;

    MediaSocket(
            int index,
            Channel channel,
            NetSettings settings,
            CounterBlock loopCounters,
            int shards) {
        this.index = index;
        this.channel = channel;
        this.localAddress = (InetSocketAddress) channel.localAddress();
        this.flows = new FlowTable(settings.maxFlows());
        this.egress = new UdpEgress(channel, loopCounters);
        this.queues = new EgressQueue[shards];
    }

    /** Gives a shard its queue; before any traffic. */
    void addShard(int shard, int slots, CounterBlock shardCounters) {
        queues[shard] = new EgressQueue(slots, egress, shardCounters);
    }

    /** Position among the process's sockets. */
    public int index() {
        return index;
    }

    public InetSocketAddress localAddress() {
        return localAddress;
    }

    /** The queue by which that shard, and only its thread, sends here. */
    public EgressQueue egress(int shard) {
        return queues[shard];
    }

    public EventLoop loop() {
        return channel.eventLoop();
    }

    FlowTable flows() {
        return flows;
    }

    Channel channel() {
        return channel;
    }
}
