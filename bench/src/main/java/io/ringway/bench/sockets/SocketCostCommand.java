package io.ringway.bench.sockets;

import io.ringway.media.counters.Counter;
import io.ringway.media.net.EgressQueue;
import io.ringway.media.net.MediaIo;
import io.ringway.media.net.RtpPort;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** {@code ringway bench sockets}: prints a table of processor time a datagram. */
public final class SocketCostCommand {

    private static final int PEERS = 1_000;

    /** Datagrams that fit any socket's buffer at once. */
    private static final int BURST = 250;

    private static final int WARM_UP_ROUNDS = 60;
    private static final int ROUNDS = 60;

    private SocketCostCommand() {}

    /** Run by the launcher. */
    public static void main(String[] args) throws Exception {
        System.out.println(
                "processor time of the receiving or sending thread, ns a datagram: median [least,"
                        + " most]");
        try (LoopbackPeers peers = new LoopbackPeers(PEERS)) {
            for (MediaIo io : MediaIo.values()) {
                receiveShared(io, peers);
                receivePorts(io, peers);
                sendShared(io, peers, PEERS);
                sendShared(io, peers, 1);
                sendPorts(io, peers);
            }
            receiveRaw(peers);
        }
    }

    private static void receiveShared(MediaIo io, LoopbackPeers peers) throws Exception {
        try (SocketsUnderTest media = new SocketsUnderTest(io)) {
            media.validate(peers.addresses());
            InetSocketAddress to = media.shared.localAddress();
            int[] next = {0};
            measure(
                    io + " receive, one socket, 1,000 peers",
                    BURST,
                    () -> {
                        long ns =
                                media.loopNs(
                                        () -> {
                                            for (int i = 0; i < BURST; i++) {
                                                peers.send(next[0]++ % PEERS, to);
                                            }
                                        },
                                        Counter.RX_RTP,
                                        BURST);
                        media.pollRing();
                        return ns;
                    });
        }
    }

    private static void receivePorts(MediaIo io, LoopbackPeers peers) throws Exception {
        try (SocketsUnderTest media = new SocketsUnderTest(io)) {
            List<InetSocketAddress> ports = new ArrayList<>();
            for (InetSocketAddress peer : peers.addresses()) {
                ports.add(media.openPort(peer).localAddress());
            }
            measure(
                    io + " receive, 1,000 sockets, a peer each",
                    PEERS,
                    () -> {
                        long ns =
                                media.loopNs(
                                        () -> {
                                            for (int i = 0; i < PEERS; i++) {
                                                peers.send(i, ports.get(i));
                                            }
                                        },
                                        Counter.RX_RTP,
                                        PEERS);
                        media.pollRing();
                        return ns;
                    });
        }
    }

    private static void sendShared(MediaIo io, LoopbackPeers peers, int count) throws Exception {
        try (SocketsUnderTest media = new SocketsUnderTest(io)) {
            EgressQueue queue = media.shared.egress(0);
            measure(
                    io + " send, one socket, " + count + " peer(s)",
                    BURST,
                    () -> {
                        long ns =
                                media.sendNs(
                                        () -> {
                                            for (int i = 0; i < BURST; i++) {
                                                fill(queue.claim());
                                                InetSocketAddress to =
                                                        peers.addresses().get(i % count);
                                                queue.commit(LoopbackPeers.PACKET_BYTES, to, null);
                                            }
                                            queue.flush();
                                        },
                                        BURST);
                        peers.swallow();
                        return ns;
                    });
        }
    }

    private static void sendPorts(MediaIo io, LoopbackPeers peers) throws Exception {
        try (SocketsUnderTest media = new SocketsUnderTest(io)) {
            List<RtpPort> ports = new ArrayList<>();
            for (InetSocketAddress peer : peers.addresses()) {
                ports.add(media.openPort(peer));
            }
            measure(
                    io + " send, 1,000 sockets, a peer each",
                    PEERS,
                    () -> {
                        long ns =
                                media.sendNs(
                                        () -> {
                                            for (int i = 0; i < PEERS; i++) {
                                                RtpPort port = ports.get(i);
                                                fill(port.claim());
                                                port.commitRtp(
                                                        LoopbackPeers.PACKET_BYTES,
                                                        peers.addresses().get(i),
                                                        null);
                                            }
                                            media.rtpQueue.flush();
                                        },
                                        PEERS);
                        peers.swallow();
                        return ns;
                    });
        }
    }

    private static void receiveRaw(LoopbackPeers peers) throws Exception {
        for (RawReceive.Into into : RawReceive.Into.values()) {
            boolean singly = into == RawReceive.Into.BLOCK_SINGLY;
            if (!singly) {
                receiveRaw(peers, into, 1, 64, BURST);
                receiveRaw(peers, into, PEERS, 4, PEERS);
            }
            receiveRaw(peers, into, PEERS, 1, PEERS);
        }
    }

    private static void receiveRaw(
            LoopbackPeers peers, RawReceive.Into into, int sockets, int perCall, int burst)
            throws Exception {
        try (RawReceive raw = new RawReceive(sockets)) {
            measure(
                    "calls alone, into "
                            + into
                            + ", "
                            + sockets
                            + " socket(s), "
                            + perCall
                            + " a call",
                    burst,
                    () -> {
                        for (int i = 0; i < burst; i++) {
                            peers.send(i, raw.addresses().get(i % sockets));
                        }
                        return raw.drain(into, perCall, burst);
                    });
        }
    }

    private static void fill(@Nullable UnsafeBuffer room) {
        Objects.requireNonNull(room).setMemory(0, LoopbackPeers.PACKET_BYTES, (byte) 0x55);
    }

    /** One round's processor time. */
    private interface Round {
        long run() throws Exception;
    }

    private static void measure(String what, int datagrams, Round round) throws Exception {
        for (int i = 0; i < WARM_UP_ROUNDS; i++) {
            round.run();
        }
        double[] ns = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            ns[i] = (double) round.run() / datagrams;
        }
        Arrays.sort(ns);
        System.out.printf(
                "%-62s %7.0f [%.0f, %.0f]%n", what, ns[ROUNDS / 2], ns[0], ns[ROUNDS - 1]);
    }
}
