package io.ringway.media.net;

import io.ringway.media.CapacityExceededException;
import java.io.IOException;
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

    /**
     * The kernel doubles it, and counts 800 to 2,300 bytes for a datagram of G.711: one to three
     * seconds of one stream. What has waited longer is of no use to a call.
     */
    private static final int BUFFER_BYTES = 64 * 1_024;

    /** One stream comes a packet at a time; a burst after a pause is read in some calls more. */
    private static final UdpSockets.Form ONE_STREAM =
            new UdpSockets.Form(4, BUFFER_BYTES, BUFFER_BYTES, HIGH_WATER_BYTES, false, true);

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

    /**
     * Gives a shard, which the shared sockets have already, its queue on every event loop; before
     * the first port is opened.
     */
    public EgressQueue[] addShard(int shard) {
        for (int loop = 0; loop < sockets.loopCount(); loop++) {
            queues[shard][loop] = sockets.egress(shard).queue(loop, null);
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
        IOException cause = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = pool.take(System.nanoTime());
            if (port == RtpPortPool.NONE) {
                throw new CapacityExceededException("all " + range(address) + " are in use");
            }
            Runnable onClosed = () -> pool.give(port, System.nanoTime());
            try {
                return bind(loop, address, port, queues[shard][loop], onClosed);
            } catch (IOException e) {
                cause = e;
                onClosed.run();
            }
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

    private RtpPort bind(
            int loop, InetAddress address, int port, EgressQueue queue, Runnable onClosed)
            throws IOException {
        UdpSockets binding = sockets.binding();
        UdpSocket even = binding.bind(loop, address, port, ONE_STREAM);
        try {
            UdpSocket odd = binding.bind(loop, address, port + 1, ONE_STREAM);
            return new RtpPort(
                    even, odd, queue, sockets.turn(loop), sockets.loopCounters(loop), onClosed);
        } catch (IOException e) {
            even.closeOnLoop().awaitUninterruptibly();
            throw e;
        }
    }
}
