package io.ringway.media.engine;

import io.netty.channel.EventLoop;
import io.ringway.media.net.MediaSocket;
import io.ringway.media.net.MediaSockets;
import io.ringway.media.net.StunIngress;
import io.ringway.media.stun.DiscoveryOutput;
import io.ringway.media.stun.DiscoverySettings;
import io.ringway.media.stun.StunDiscovery;
import io.ringway.media.stun.StunServerUrl;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out how the media port looks from outside, by asking STUN servers from the media sockets
 * themselves. Nothing waits for it: names are looked up on a virtual thread, and a server that does
 * not answer costs a few datagrams.
 *
 * <p>Thread: the first event loop, but for {@link #start}, {@link #close} and {@link #onResponse}.
 */
final class ReflexiveDiscovery implements StunIngress.DiscoveryListener, DiscoveryOutput {

    private static final Logger log = LoggerFactory.getLogger(ReflexiveDiscovery.class);
    private static final long SHORTEST_WAIT_NS = TimeUnit.MILLISECONDS.toNanos(10);

    private final List<StunServerUrl> servers;
    private final MediaSockets sockets;
    private final Listener listener;
    private final StunDiscovery discovery;
    private final EventLoop loop;
    private volatile boolean closed;
    private boolean scheduled;

    /** Hears of mapped addresses; on the event loop. */
    interface Listener {
        void onMapped(InetSocketAddress mapped, InetSocketAddress base);
    }

    /**
     * Prepares discovery.
     *
     * @param transactionSecret the directory's
     * @param seed at least 16 unpredictable bytes
     */
    ReflexiveDiscovery(
            List<StunServerUrl> servers,
            MediaSockets sockets,
            int transactionSecret,
            byte[] seed,
            Listener listener) {
        this.servers = servers;
        this.sockets = sockets;
        this.listener = listener;
        this.loop = sockets.of(0, 0).loop();
        this.discovery =
                new StunDiscovery(
                        DiscoverySettings.DEFAULTS,
                        StunIngress.DISCOVERY_ID,
                        transactionSecret,
                        seed,
                        this);
    }

    void start() {
        for (StunServerUrl server : servers) {
            Thread.ofVirtual().name("stun-lookup").start(() -> lookUp(server));
        }
    }

    void close() {
        closed = true;
    }

    @Override
    public void onResponse(MediaSocket socket, InetSocketAddress source, DirectBuffer response) {
        byte[] copy = new byte[response.capacity()];
        response.getBytes(0, copy);
        loop.execute(
                () -> {
                    discovery.onStunResponse(
                            new UnsafeBuffer(copy),
                            0,
                            copy.length,
                            source,
                            socket.path(),
                            System.nanoTime());
                    schedule();
                });
    }

    @Override
    public void send(int path, DirectBuffer buffer, int offset, int length, InetSocketAddress to) {
        MediaSocket socket = sockets.of(path, 0);
        socket.send(buffer, offset, length, to);
        socket.flush();
    }

    @Override
    public void mappedAddress(int path, InetSocketAddress server, InetSocketAddress mapped) {
        listener.onMapped(mapped, sockets.of(path, 0).localAddress());
    }

    private void lookUp(StunServerUrl server) {
        StunDiscovery.load();
        try {
            for (InetAddress address : InetAddress.getAllByName(server.host())) {
                ask(new InetSocketAddress(address, server.port()));
            }
        } catch (UnknownHostException e) {
            log.info("{} cannot be looked up; going on without its answer", server);
        }
    }

    private void ask(InetSocketAddress server) {
        boolean ipv6 = server.getAddress() instanceof Inet6Address;
        for (int path = 0; path < sockets.paths(); path++) {
            InetAddress local = sockets.of(path, 0).localAddress().getAddress();
            if (local instanceof Inet6Address == ipv6 && canReach(local, server)) {
                int asking = path;
                loop.execute(
                        () -> {
                            discovery.addServer(server, asking, System.nanoTime());
                            schedule();
                        });
            }
        }
    }

    /** A loopback socket sees nothing of the world, and the world nothing of it. */
    private static boolean canReach(InetAddress local, InetSocketAddress server) {
        return local.isLoopbackAddress() == server.getAddress().isLoopbackAddress();
    }

    private void schedule() {
        long deadlineNs = discovery.nextDeadlineNs();
        if (scheduled || closed || deadlineNs == StunDiscovery.NO_DEADLINE) {
            return;
        }
        scheduled = true;
        long waitNs = Math.max(SHORTEST_WAIT_NS, deadlineNs - System.nanoTime());
        loop.schedule(this::onTimer, waitNs, TimeUnit.NANOSECONDS);
    }

    private void onTimer() {
        scheduled = false;
        if (!closed) {
            discovery.onTimer(System.nanoTime());
            schedule();
        }
    }
}
