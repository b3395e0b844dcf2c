package io.ringway.bench.sockets;

import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.counters.Counters;
import io.ringway.media.net.EgressQueue;
import io.ringway.media.net.LegDirectory;
import io.ringway.media.net.MediaIo;
import io.ringway.media.net.MediaRing;
import io.ringway.media.net.MediaSocket;
import io.ringway.media.net.MediaSockets;
import io.ringway.media.net.NetSettings;
import io.ringway.media.net.PacketEvent;
import io.ringway.media.net.PacketTarget;
import io.ringway.media.net.RtpPort;
import io.ringway.media.net.RtpPortSettings;
import io.ringway.media.net.RtpPorts;
import io.ringway.media.net.StunIngress;
import io.ringway.media.net.UdpIngress;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.DirectBuffer;

/** The media plane's sockets with one event loop; whoever measures is their shard. */
final class SocketsUnderTest implements AutoCloseable {

    private static final int RING_SLOTS = 4_096;
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(10);

    final MediaSockets sockets;
    final MediaSocket shared;
    final EgressQueue rtpQueue;
    private final Counters counters = new Counters();
    private final MediaRing ring = new MediaRing(RING_SLOTS, true, () -> {});
    private final PacketTarget leg = new Leg();
    private final RtpPorts ports;
    private final List<RtpPort> opened = new ArrayList<>();
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final long loopThread;

    /** Takes what comes and does nothing with it. */
    private final class Leg implements PacketTarget {

        @Override
        public MediaRing ring() {
            return ring;
        }

        @Override
        public void onDtls(DirectBuffer bytes, int length) {
            throw new IllegalStateException("no DTLS is sent");
        }

        @Override
        public void onPacket(PacketEvent event, long nowNs) {}
    }

    SocketsUnderTest(MediaIo io) {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        var settings =
                new NetSettings(List.of(loopback), 0, 1, 64, 20_000, RING_SLOTS, 4 << 20, 0, io);
        sockets = MediaSockets.open(settings, counters, 1);
        CounterBlock shard = counters.newBlock("shard");
        sockets.addShard(0, shard);
        var random = new SplittableRandom(7);
        ports = new RtpPorts(new RtpPortSettings(20_000, 29_999, 0), sockets, 1, random);
        rtpQueue = ports.addShard(0)[0];
        shared = sockets.of(0, 0);
        LegDirectory nobody = new LegDirectory(1, 7);
        sockets.startReading(
                (socket, loopCounters) ->
                        new UdpIngress(
                                socket,
                                new StunIngress(
                                        socket, nobody, (at, source, response) -> {}, loopCounters),
                                loopCounters));
        loopThread = onLoop(() -> Thread.currentThread().threadId());
    }

    void validate(List<InetSocketAddress> remotes) {
        remotes.forEach(remote -> shared.validate(remote, leg));
        onLoop(() -> 0L);
    }

    /** Opens the port pair of a call with that party. */
    RtpPort openPort(InetSocketAddress remote) {
        RtpPort port = ports.open(null, 0, opened.size());
        port.know(RtpPort.DtlsFrom.NOBODY, remote);
        port.startReading(leg);
        opened.add(port);
        return port;
    }

    /** Processor time of the event loop while it does what was prepared behind its back. */
    long loopNs(Preparation preparation, Counter counter, long expected) throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        shared.loop()
                .execute(
                        () -> {
                            held.countDown();
                            awaitUninterruptibly(gate);
                        });
        held.await();
        long target = counters.total(counter) + expected;
        preparation.run();
        long before = threads.getThreadCpuTime(loopThread);
        gate.countDown();
        long deadlineNs = System.nanoTime() + PATIENCE_NS;
        while (counters.total(counter) < target) {
            if (System.nanoTime() - deadlineNs > 0) {
                throw new IllegalStateException(
                        target - counters.total(counter) + " missing of " + expected);
            }
            LockSupport.parkNanos(50_000);
        }
        onLoop(() -> 0L);
        return threads.getThreadCpuTime(loopThread) - before;
    }

    /**
     * Processor time of this thread while it queues datagrams and flushes, and of the event loop
     * where that sends them then.
     */
    long sendNs(Preparation queueing, int expected) throws Exception {
        long[] own = new long[1];
        long loop =
                loopNs(
                        () -> {
                            long before = threads.getCurrentThreadCpuTime();
                            queueing.run();
                            own[0] = threads.getCurrentThreadCpuTime() - before;
                        },
                        Counter.TX_PACKETS,
                        expected);
        return own[0] + loop;
    }

    /** What happens while the event loop is held up. */
    interface Preparation {
        void run() throws Exception;
    }

    /** Empties the ring, as a shard does. */
    void pollRing() {
        ring.poll(
                (event, sequence, endOfBatch) -> {
                    event.clear();
                    return true;
                });
    }

    private long onLoop(Callable<Long> task) {
        return shared.loop().submit(task).syncUninterruptibly().getNow();
    }

    private static void awaitUninterruptibly(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        opened.forEach(RtpPort::close);
        sockets.close();
    }
}
