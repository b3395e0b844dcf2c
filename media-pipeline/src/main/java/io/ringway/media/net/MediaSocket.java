package io.ringway.media.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DatagramPacket;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import java.net.InetSocketAddress;

/**
 * One UDP socket of the shared media port: its flows, and a queue for each shard that sends on it.
 *
 * <p>Thread: belongs to its event loop; {@link #egress}, {@link #localAddress} and {@link #loop}
 * from any.
 */
public final class MediaSocket {

    private final int path;
    private final Channel channel;
    private final LoopTurn turn;
    private final InetSocketAddress localAddress;
    private final CounterBlock counters;
    private final FlowTable flows;
    private final UdpEgress egress;
    private final EgressQueue[] queues;

    MediaSocket(
            int path,
            Channel channel,
            LoopTurn turn,
            NetSettings settings,
            CounterBlock loopCounters,
            int shards) {
        this.path = path;
        this.channel = channel;
        this.turn = turn;
        this.localAddress = (InetSocketAddress) channel.localAddress();
        this.counters = loopCounters;
        this.flows = new FlowTable(settings.maxFlows());
        this.egress = new UdpEgress(channel, loopCounters);
        this.queues = new EgressQueue[shards];
    }

    /** Gives a shard its queue; before any traffic. */
    void addShard(int shard, int slots, CounterBlock shardCounters) {
        queues[shard] = new EgressQueue(slots, egress, shardCounters);
        turn.add(queues[shard]);
    }

    /** Index of its local address: what ICE calls the path. Sockets of several loops share one. */
    public int path() {
        return path;
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

    /** Sends one datagram outside the queues. On the loop. */
    public void send(ByteBuf datagram, InetSocketAddress remote) {
        channel.writeAndFlush(new DatagramPacket(datagram, remote), channel.voidPromise());
    }

    /**
     * Takes media and DTLS from that address for the leg, from the loop's next turn on. Any thread.
     */
    public void validate(InetSocketAddress remote, PacketTarget leg) {
        loop().execute(
                        () -> {
                            if (!flows.validate(remote, leg)) {
                                counters.increment(Counter.DROP_FLOW_LIMIT);
                            }
                        });
    }

    /** Takes nothing more from that address for the leg. Any thread. */
    public void retire(InetSocketAddress remote, PacketTarget leg) {
        loop().execute(() -> flows.remove(remote, leg));
    }

    /** Validated remote addresses right now. Any thread; a gauge, not a promise. */
    public int flowCount() {
        return flows.size();
    }

    FlowTable flows() {
        return flows;
    }

    Channel channel() {
        return channel;
    }
}
