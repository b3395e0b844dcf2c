package io.ringway.media.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import io.ringway.media.CapacityExceededException;
import io.ringway.media.counters.CounterBlock;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The RTP port range: binds a pair for each leg over plain RTP, on the event loops of the shared
 * media port.
 *
 * <p>Thread: any; {@link #open} waits for the event loop to bind, some tenths of a millisecond.
 */
public final class RtpPorts {

    private static final int ATTEMPTS = 20;
    private static final int HIGH_WATER_BYTES = 64 * 1_024;

    /** One stream comes a packet at a time; a burst after a pause is read in some calls more. */
    private static final DatagramChannels.Form ONE_STREAM =
            new DatagramChannels.Form(4, 128 * 1_024, HIGH_WATER_BYTES, false);

    private final RtpPortSettings settings;
    private final MediaSockets sockets;
    private final Map<InetAddress, RtpPortPool> pools = new HashMap<>();

    /** By shard and event loop. */
    private final EgressQueue[][] queues;

    /**
     * Prepares the range on every local address; nothing is bound yet.
     *
     * @param sockets whose event loops and addresses are used
     * @param shards how many there are
     */
    public RtpPorts(
            RtpPortSettings settings, MediaSockets sockets, int shards, RandomGenerator random) {
        this.settings = settings;
        this.sockets = sockets;
        this.queues = new EgressQueue[shards][sockets.loopCount()];
        for (InetAddress address : sockets.addresses()) {
            RtpPortPool pool = new RtpPortPool(settings, random, sockets.loopCounters(0));
            pool.exclude(sockets.port());
            pools.put(address, pool);
        }
    }

    /** Gives a shard its queue on every event loop; before the first port is opened. */
    public EgressQueue[] addShard(int shard, CounterBlock shardCounters) {
        for (int loop = 0; loop < sockets.loopCount(); loop++) {
            RtpEgress egress = new RtpEgress(sockets.loop(loop), sockets.loopCounters(loop));
            EgressQueue queue = new EgressQueue(sockets.egressSlots(), egress, shardCounters);
            queues[shard][loop] = queue;
            sockets.turn(loop).add(queue);
        }
        return queues[shard];
    }

    /**
     * Binds a pair for a leg.
     *
     * @param wanted local address; null for the first
     * @param shard whose thread will send by it
     * @param legId spreads legs over event loops
     * @throws IllegalArgumentException when that is no local address of the media plane
     * @throws CapacityExceededException when no pair can be bound
     */
    public RtpPort open(@Nullable InetAddress wanted, int shard, int legId) {
        InetAddress address = wanted == null ? sockets.addresses().getFirst() : wanted;
        RtpPortPool pool = pools.get(address);
        if (pool == null) {
            throw new IllegalArgumentException(
                    address.getHostAddress()
                            + " is none of the media addresses "
                            + sockets.addresses());
        }
        int loop = Math.floorMod(legId, sockets.loopCount());
        Throwable cause = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = pool.take(System.nanoTime());
            if (port == RtpPortPool.NONE) {
                throw new CapacityExceededException("all " + range(address) + " are in use");
            }
            CounterBlock counters = sockets.loopCounters(loop);
            Pair pair = bind(sockets.loop(loop), address, port, counters);
            if (pair.cause() == null) {
                EgressQueue queue = queues[shard][loop];
                Runnable onClosed = () -> pool.give(port, System.nanoTime());
                return new RtpPort(pair.rtp(), pair.rtcp(), queue, counters, onClosed);
            }
            cause = pair.cause();
            pool.give(port, System.nanoTime());
        }
        throw new CapacityExceededException(
                ATTEMPTS + " of " + range(address) + " were tried in vain, last: " + cause);
    }

    private String range(InetAddress address) {
        return "%d port pairs of rtp-min-port %d to rtp-max-port %d on %s (widen that range)"
                .formatted(
                        settings.pairs(),
                        settings.minPort(),
                        settings.maxPort(),
                        address.getHostAddress());
    }

    private Pair bind(EventLoop loop, InetAddress address, int port, CounterBlock counters) {
        DatagramChannels channels = sockets.channels();
        ChannelFuture even =
                channels.bind(loop, address, port, ONE_STREAM, counters, new IgnoredUntilReading());
        ChannelFuture odd =
                channels.bind(
                        loop, address, port + 1, ONE_STREAM, counters, new IgnoredUntilReading());
        even.awaitUninterruptibly();
        odd.awaitUninterruptibly();
        Throwable cause = even.isSuccess() ? odd.cause() : even.cause();
        if (cause != null) {
            even.channel().close().awaitUninterruptibly();
            odd.channel().close().awaitUninterruptibly();
        }
        return new Pair(even.channel(), odd.channel(), cause);
    }

    /**
     * Both sockets.
     *
     * @param cause why they are closed again, or null
     */
    private record Pair(Channel rtp, Channel rtcp, @Nullable Throwable cause) {}
}
