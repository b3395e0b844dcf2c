package io.ringway.media.net;

import io.netty.channel.EventLoop;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import java.net.InetSocketAddress;
import org.agrona.DirectBuffer;

/**
 * One UDP socket of the shared media port: its flows, and a queue for each shard that sends on it.
 *
 * <p>Thread: belongs to its event loop; {@link #egress}, {@link #localAddress} and {@link #loop}
 * from any.
 */
public final class MediaSocket {

    private final int path;
    private final UdpSocket socket;
    private final InetSocketAddress localAddress;
    private final CounterBlock counters;
    private final FlowTable flows;
    private final EgressQueue[] queues;

    MediaSocket(
            int path,
            UdpSocket socket,
            NetSettings settings,
            CounterBlock loopCounters,
            int shards) {
        this.path = path;
        this.socket = socket;
        this.localAddress = socket.localAddress();
        this.counters = loopCounters;
        this.flows = new FlowTable(settings.maxFlows());
        this.queues = new EgressQueue[shards];
    }

    /** Gives a shard its queue; before any traffic. */
    void addShard(int shard, ShardEgress egress, int loop) {
        queues[shard] = egress.queue(loop, socket);
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
        return socket.loop();
    }

    /** Sends one datagram outside the queues, now or by {@link #flush}. On the loop. */
    public void send(DirectBuffer bytes, int offset, int length, InetSocketAddress remote) {
        socket.send(bytes, offset, length, remote);
    }

    /** Sends what {@link #send} took. On the loop. */
    public void flush() {
        socket.flush();
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

    UdpSocket socket() {
        return socket;
    }
}
