package io.ringway.media.net;

import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.counters.Counters;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A media plane's sockets on loopback, a leg of their own, and a party beyond the network. */
final class OpenSockets implements AutoCloseable {

    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(20);

    final Counters counters = new Counters();
    final MediaSockets sockets;
    final RtpPorts ports;
    final EgressQueue rtpQueue;
    final DatagramSocket party;
    final List<Arrival> arrivals = new ArrayList<>();
    final PacketTarget leg = new Leg();
    private final MediaRing ring = new MediaRing(1_024, true, () -> {});

    /** A datagram that came by the ring. */
    record Arrival(byte[] bytes, InetSocketAddress source, int path) {}

    /** Keeps what comes. */
    private final class Leg implements PacketTarget {

        @Override
        public MediaRing ring() {
            return ring;
        }

        @Override
        public void onDtls(DirectBuffer bytes, int length) {
            throw new AssertionError("no DTLS here");
        }

        @Override
        public void onPacket(PacketEvent event, long nowNs) {
            byte[] bytes = new byte[event.length()];
            event.bytes().getBytes(0, bytes);
            arrivals.add(new Arrival(bytes, event.source(), event.path()));
        }
    }

    OpenSockets(MediaIo io, InetAddress address) throws Exception {
        var settings = new NetSettings(List.of(address), 0, 1, 64, 100, 1_024, 1 << 20, 0, io);
        sockets = MediaSockets.open(settings, counters, 1);
        CounterBlock shard = counters.newBlock("shard");
        sockets.addShard(0, shard);
        var random = new SplittableRandom(System.identityHashCode(this));
        ports = new RtpPorts(new RtpPortSettings(22_000, 29_999, 0), sockets, 1, random);
        rtpQueue = ports.addShard(0)[0];
        LegDirectory nobody = new LegDirectory(1, 7);
        sockets.startReading(
                (socket, loopCounters) ->
                        new UdpIngress(
                                socket,
                                new StunIngress(
                                        socket, nobody, (at, from, response) -> {}, loopCounters),
                                loopCounters));
        party = new DatagramSocket(new InetSocketAddress(address, 0));
        party.setSoTimeout((int) TimeUnit.NANOSECONDS.toMillis(PATIENCE_NS));
    }

    MediaSocket shared() {
        return sockets.of(0, 0);
    }

    InetSocketAddress partyAddress() {
        return (InetSocketAddress) party.getLocalSocketAddress();
    }

    /** A port pair that knows the party. */
    RtpPort openPort() {
        RtpPort port = ports.open(null, 0, 0);
        port.know(RtpPort.DtlsFrom.NOBODY, partyAddress());
        port.startReading(leg);
        return port;
    }

    /** Has the party send. */
    void send(byte[] bytes, InetSocketAddress to) throws Exception {
        party.send(new DatagramPacket(bytes, bytes.length, to));
    }

    /** What the party receives next. */
    DatagramPacket receive() throws Exception {
        DatagramPacket packet = new DatagramPacket(new byte[4_096], 4_096);
        party.receive(packet);
        return packet;
    }

    /** Queues a packet on the shared port. */
    void queue(byte[] bytes, InetSocketAddress to) {
        EgressQueue queue = shared().egress(0);
        UnsafeBuffer room = Objects.requireNonNull(queue.claim());
        room.putBytes(0, bytes);
        queue.commit(bytes.length, to, null);
    }

    /** Waits for the event loop to have counted. */
    void await(Counter counter, long count) {
        await(() -> counters.total(counter) >= count, counter.label() + " " + count);
    }

    void awaitArrivals(int count) {
        await(
                () -> {
                    poll();
                    return arrivals.size() >= count;
                },
                count + " arrivals");
    }

    void poll() {
        ring.poll(
                (event, sequence, endOfBatch) -> {
                    event.target().onPacket(event, 0);
                    event.clear();
                    return true;
                });
    }

    private static void await(BooleanSupplier condition, String what) {
        long deadlineNs = System.nanoTime() + PATIENCE_NS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadlineNs > 0) {
                throw new AssertionError("waited in vain for " + what);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    /** A packet of RTP, told apart by its number. */
    static byte[] rtp(int number, int length) {
        byte[] packet = new byte[length];
        packet[0] = (byte) 0x80;
        for (int i = 2; i < length; i++) {
            packet[i] = (byte) (number + i);
        }
        return packet;
    }

    @Override
    public void close() {
        party.close();
        sockets.close();
    }
}
