package io.ringway.media.net;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.counters.Counters;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.spi.SelectorProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All sockets of the shared media port: one for each local address and event loop. */
public final class MediaSockets implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(MediaSockets.class);
    private static final int PORT_ATTEMPTS = 20;
    private static final int EVENTS_PER_LOOK = 1_024;
    private static final int HIGH_WATER_BYTES = 1_024 * 1_024;
    private static final int SEND_BUFFER_BYTES = 4 << 20;

    private final NetSettings settings;
    private final UdpSockets binding;
    private final EventLoopGroup group;
    private final List<LoopTurn> turns = new ArrayList<>();
    private final List<EventLoop> loops = new ArrayList<>();
    private final List<CounterBlock> loopCounters = new ArrayList<>();
    private final List<MediaSocket> sockets = new ArrayList<>();
    private final List<ShardEgress> egress = new ArrayList<>();
    private int port;

    private MediaSockets(NetSettings settings, Counters counters) {
        this.settings = settings;
        boolean epoll = Epoll.isAvailable();
        int loopCount = epoll ? settings.loops() : 1;
        var threads = new DefaultThreadFactory("media-loop", true);
        this.group =
                new MultiThreadIoEventLoopGroup(
                        loopCount,
                        threads,
                        epoll
                                ? EpollIoHandler.newFactory(EVENTS_PER_LOOK, this::newTurn)
                                : NioIoHandler.newFactory(
                                        SelectorProvider.provider(), this::newTurn));
        for (int i = 0; i < loopCount; i++) {
            loops.add(group.next());
            loopCounters.add(counters.newBlock("media-loop-" + i));
        }
        this.binding =
                settings.io() == MediaIo.NATIVE && NativeSockets.areAvailable()
                        ? new NativeSockets(loops, settings.datagramsPerRead(), loopCounters)
                        : new NettySockets(epoll, loops, turns, loopCounters);
    }

    /** Called once for each loop, in their order. */
    private LoopTurn newTurn() {
        LoopTurn turn = new LoopTurn(settings.wakeIntervalNs());
        turns.add(turn);
        return turn;
    }

    /** What reads a socket once it is bound. */
    @FunctionalInterface
    public interface IngressFactory {
        UdpIngress create(MediaSocket socket, CounterBlock loopCounters);
    }

    /**
     * Binds every socket; reading starts with {@link #startReading}.
     *
     * @throws PortInUseException when the port is taken on one of the addresses
     */
    public static MediaSockets open(NetSettings settings, Counters counters, int shards) {
        MediaSockets sockets = new MediaSockets(settings, counters);
        try {
            sockets.bindAll(shards);
        } catch (RuntimeException e) {
            sockets.close();
            throw e;
        }
        sockets.tellSmallBuffer();
        return sockets;
    }

    /** What is read, and how, in one line for the log. */
    public String description() {
        return "media port %d on %s with %d loop(s), %s"
                .formatted(port, settings.addresses(), loops.size(), binding.description());
    }

    /** What comes while a loop waits for room or for its processor lies in these buffers only. */
    private void tellSmallBuffer() {
        int wanted = settings.receiveBufferBytes();
        try {
            int given = sockets.getFirst().socket().receiveBufferBytes();
            if (given < wanted) {
                log.warn(
                        "the kernel holds {} KB of what comes at the media port, not the {} KB"
                                + " wanted: more is dropped while media is behind; set"
                                + " net.core.rmem_max to {} or give the process CAP_NET_ADMIN",
                        given / 1_024,
                        wanted / 1_024,
                        wanted);
            }
        } catch (IOException e) {
            log.warn("the media port does not tell how much the kernel holds for it", e);
        }
    }

    /**
     * Gives a shard its egress queue on every socket; before {@link #startReading}.
     *
     * @param shard the next number
     */
    public void addShard(int shard, CounterBlock shardCounters) {
        ShardEgress ofShard = binding.egress(shardCounters, settings.egressSlots());
        egress.add(shard, ofShard);
        for (int i = 0; i < sockets.size(); i++) {
            sockets.get(i).addShard(shard, ofShard, i % loops.size());
        }
    }

    /** What sockets are read for; before {@link #startReading}. */
    public void feed(MediaRing ring) {
        turns.forEach(turn -> turn.feed(ring));
    }

    public void startReading(IngressFactory ingress) {
        for (int i = 0; i < sockets.size(); i++) {
            MediaSocket socket = sockets.get(i);
            CounterBlock counters = loopCounters.get(i % loops.size());
            socket.socket().startReading(ingress.create(socket, counters));
        }
    }

    public List<MediaSocket> sockets() {
        return List.copyOf(sockets);
    }

    /** How many local addresses there are; paths are numbered from 0. */
    public int paths() {
        return settings.addresses().size();
    }

    /**
     * The socket a leg sends by on one local address: spread over the loops, and always the same.
     *
     * @param legId any number that stays the same for the leg
     */
    public MediaSocket of(int path, int legId) {
        return sockets.get(path * loops.size() + Math.floorMod(legId, loops.size()));
    }

    /** All sockets of one local address. */
    public List<MediaSocket> allOf(int path) {
        return sockets.subList(path * loops.size(), (path + 1) * loops.size());
    }

    public int port() {
        return port;
    }

    /** How many event loops there are. */
    int loopCount() {
        return loops.size();
    }

    LoopTurn turn(int index) {
        return turns.get(index);
    }

    CounterBlock loopCounters(int index) {
        return loopCounters.get(index);
    }

    UdpSockets binding() {
        return binding;
    }

    /** Local addresses, one for each path. */
    List<InetAddress> addresses() {
        return settings.addresses();
    }

    /** What a shard that was added sends by. */
    ShardEgress egress(int shard) {
        return egress.get(shard);
    }

    /** Whether one event loop reads everything. */
    public boolean singleLoop() {
        return loops.size() == 1;
    }

    @Override
    public void close() {
        for (MediaSocket socket : sockets) {
            socket.socket().closeOnLoop().awaitUninterruptibly(1_000);
        }
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3_000);
    }

    private void bindAll(int shards) {
        for (int attempt = 1; ; attempt++) {
            try {
                bindOnce(shards);
                return;
            } catch (PortInUseException e) {
                sockets.forEach(s -> s.socket().closeOnLoop().awaitUninterruptibly(1_000));
                sockets.clear();
                if (settings.port() != 0 || attempt == PORT_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** A chosen port 0 is settled by the first bind and then has to be free on all addresses. */
    private void bindOnce(int shards) {
        port = settings.port();
        for (int path = 0; path < settings.addresses().size(); path++) {
            InetAddress address = settings.addresses().get(path);
            if (loops.size() > 1) {
                // Sockets that share a port would also share it with another process unnoticed.
                UdpSocket probe = bind(0, address, false);
                port = probe.localAddress().getPort();
                probe.closeOnLoop().awaitUninterruptibly(1_000);
            }
            for (int i = 0; i < loops.size(); i++) {
                CounterBlock counters = loopCounters.get(i);
                UdpSocket socket = bind(i, address, loops.size() > 1);
                port = socket.localAddress().getPort();
                sockets.add(new MediaSocket(path, socket, settings, counters, shards));
            }
        }
    }

    private UdpSocket bind(int loop, InetAddress address, boolean reusePort) {
        var form =
                new UdpSockets.Form(
                        settings.datagramsPerRead(),
                        settings.receiveBufferBytes(),
                        SEND_BUFFER_BYTES,
                        HIGH_WATER_BYTES,
                        reusePort,
                        false);
        try {
            return binding.bind(loop, address, port, form);
        } catch (IOException e) {
            throw new PortInUseException(
                    "media port " + port + "/udp on " + address.getHostAddress(), e);
        }
    }
}
