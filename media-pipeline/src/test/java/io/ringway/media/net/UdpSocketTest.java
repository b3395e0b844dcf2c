package io.ringway.media.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringway.media.counters.Counter;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sockets by system calls of our own do what Netty's do. */
@Timeout(60)
class UdpSocketTest {

    private static OpenSockets open(MediaIo io) throws Exception {
        return new OpenSockets(io, InetAddress.getByName("127.0.0.1"));
    }

    @Test
    void shouldMakeSystemCallsOfOurOwnOnLinux() {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "not Linux");
        assertTrue(NativeSockets.areAvailable());
    }

    @ParameterizedTest
    @EnumSource(MediaIo.class)
    void shouldReceiveByAPortPairFromTheKnownParty(MediaIo io) throws Exception {
        try (OpenSockets open = open(io)) {
            RtpPort port = open.openPort();
            InetSocketAddress rtcp =
                    new InetSocketAddress(port.localAddress().getAddress(), port.rtcpPort());
            for (int i = 0; i < 200; i++) {
                open.send(OpenSockets.rtp(i, 12 + i), port.localAddress());
                if (i % 50 == 49) {
                    // More at once than a second of one stream need not fit into its socket.
                    open.awaitArrivals(i + 1);
                }
            }
            byte[] report = OpenSockets.rtp(7, 40);
            report[1] = (byte) 200;
            open.send(report, rtcp);
            open.awaitArrivals(201);
            for (int i = 0; i < 200; i++) {
                OpenSockets.Arrival arrival = open.arrivals.get(i);
                assertArrayEquals(OpenSockets.rtp(i, 12 + i), arrival.bytes());
                assertSame(open.arrivals.getFirst().source(), arrival.source());
                assertEquals(RtpPort.RTP_PATH, arrival.path());
            }
            assertEquals(RtpPort.RTCP_PATH, open.arrivals.getLast().path());
            assertEquals(201, open.counters.total(Counter.RX_PACKETS));
            assertTrue(open.counters.total(Counter.RX_SYSCALLS) > 0);
        }
    }

    @ParameterizedTest
    @EnumSource(MediaIo.class)
    void shouldSendBurstsInOrderAndWhole(MediaIo io) throws Exception {
        int[] lengths = {172, 172, 172, 90, 172, 172, 1_200, 1_200, 60, 60, 61};
        try (OpenSockets open = open(io);
                DatagramSocket other = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
            for (int round = 0; round < 20; round++) {
                for (int i = 0; i < lengths.length; i++) {
                    open.queue(OpenSockets.rtp(i, lengths[i]), open.partyAddress());
                }
                open.queue(
                        OpenSockets.rtp(99, 172),
                        (InetSocketAddress) other.getLocalSocketAddress());
                open.shared().egress(0).flush();
                for (int i = 0; i < lengths.length; i++) {
                    DatagramPacket packet = open.receive();
                    assertEquals(open.shared().localAddress(), packet.getSocketAddress());
                    assertArrayEquals(
                            OpenSockets.rtp(i, lengths[i]),
                            Arrays.copyOf(packet.getData(), packet.getLength()));
                }
            }
            open.await(Counter.TX_PACKETS, 20L * (lengths.length + 1));
            assertEquals(0, open.counters.total(Counter.DROP_SEND_FAILED));
            assertEquals(20L * (lengths.length + 1), open.counters.total(Counter.TX_PACKETS));
        }
    }

    /** Where the shard sends by itself, a queue that is full is emptied, not in the way. */
    @ParameterizedTest
    @EnumSource(MediaIo.class)
    void shouldSendMoreInACycleThanASystemCallTakes(MediaIo io) throws Exception {
        int count = 3 * SendBatch.MAX_DATAGRAMS + 1;
        try (OpenSockets open = open(io)) {
            for (int i = 0; i < count; i++) {
                open.queue(OpenSockets.rtp(i, 20 + i), open.partyAddress());
            }
            open.shared().egress(0).flush();
            for (int i = 0; i < count; i++) {
                DatagramPacket packet = open.receive();
                assertArrayEquals(
                        OpenSockets.rtp(i, 20 + i),
                        Arrays.copyOf(packet.getData(), packet.getLength()));
            }
            open.await(Counter.TX_PACKETS, count);
            assertEquals(0, open.counters.total(Counter.DROP_EGRESS_QUEUE));
        }
    }

    @ParameterizedTest
    @EnumSource(MediaIo.class)
    void shouldTakeNothingFromADatagramWithoutBytes(MediaIo io) throws Exception {
        try (OpenSockets open = open(io)) {
            RtpPort port = open.openPort();
            open.send(new byte[1], port.localAddress());
            open.await(Counter.DROP_TRUNCATED, 1);
            open.send(new byte[0], port.localAddress());
            open.send(OpenSockets.rtp(1, 20), port.localAddress());
            open.awaitArrivals(1);
            assertEquals(1, open.arrivals.size());
        }
    }

    @Test
    void shouldDropADatagramWhoseEndIsLost() throws Exception {
        assumeTrue(NativeSockets.areAvailable());
        try (OpenSockets open = open(MediaIo.NATIVE)) {
            RtpPort port = open.openPort();
            // The first is read by itself; later ones come so soon that many are asked for.
            for (int i = 1; i <= 3; i++) {
                open.send(OpenSockets.rtp(i, 2_049), port.localAddress());
                open.await(Counter.DROP_TRUNCATED, i);
                open.send(OpenSockets.rtp(i, 2_048), port.localAddress());
                open.awaitArrivals(i);
                assertArrayEquals(OpenSockets.rtp(i, 2_048), open.arrivals.getLast().bytes());
            }
            assertEquals(3, open.counters.total(Counter.DROP_TRUNCATED));
        }
    }

    @ParameterizedTest
    @EnumSource(MediaIo.class)
    void shouldCountWhatTheKernelRefusesAndGoOn(MediaIo io) throws Exception {
        try (OpenSockets open = open(io)) {
            InetSocketAddress nowhere =
                    new InetSocketAddress(InetAddress.getByName("255.255.255.255"), 9);
            for (int i = 0; i < 3; i++) {
                open.queue(OpenSockets.rtp(i, 100), nowhere);
            }
            open.queue(OpenSockets.rtp(5, 100), open.partyAddress());
            open.shared().egress(0).flush();
            assertEquals(100, open.receive().getLength());
            open.await(Counter.DROP_SEND_FAILED, 3);
            assertEquals(3, open.counters.total(Counter.DROP_SEND_FAILED));
        }
    }

    @ParameterizedTest
    @EnumSource(MediaIo.class)
    void shouldSpeakIpv6(MediaIo io) throws Exception {
        try (OpenSockets open = new OpenSockets(io, InetAddress.getByName("::1"))) {
            RtpPort port = open.openPort();
            open.send(OpenSockets.rtp(1, 50), port.localAddress());
            open.awaitArrivals(1);
            assertEquals(open.partyAddress(), open.arrivals.getFirst().source());
            Objects.requireNonNull(port.claim()).putBytes(0, OpenSockets.rtp(2, 60));
            port.commitRtp(60, open.partyAddress(), null);
            open.rtpQueue.flush();
            DatagramPacket packet = open.receive();
            assertEquals(60, packet.getLength());
            assertEquals(port.localAddress(), packet.getSocketAddress());
        }
    }

    @ParameterizedTest
    @EnumSource(MediaIo.class)
    void shouldRefuseAPortInUse(MediaIo io) throws Exception {
        InetAddress address = InetAddress.getByName("127.0.0.1");
        try (OpenSockets open = open(io)) {
            var form = new UdpSockets.Form(4, 1 << 17, 1 << 17, 1 << 16, false, true);
            int taken = open.party.getLocalPort();
            assertThrows(
                    IOException.class, () -> open.sockets.binding().bind(0, address, taken, form));
        }
    }

    /** Another socket may get the number of one just closed; what is late must not go by it. */
    @ParameterizedTest
    @EnumSource(MediaIo.class)
    void shouldSendNothingByAClosedPort(MediaIo io) throws Exception {
        try (OpenSockets open = open(io)) {
            RtpPort port = open.openPort();
            CountDownLatch holding = new CountDownLatch(1);
            CountDownLatch held = new CountDownLatch(1);
            open.shared()
                    .loop()
                    .execute(
                            () -> {
                                holding.countDown();
                                awaitQuietly(held);
                            });
            awaitQuietly(holding);
            port.close();
            for (int i = 0; i < 10; i++) {
                Objects.requireNonNull(port.claim()).putBytes(0, OpenSockets.rtp(2, 60));
                port.commitRtp(60, open.partyAddress(), null);
            }
            open.rtpQueue.flush();
            held.countDown();
            open.await(Counter.DROP_EGRESS_QUEUE, 10);
            RtpPort next = open.openPort();
            open.send(OpenSockets.rtp(3, 70), next.localAddress());
            open.awaitArrivals(1);
            assertEquals(0, open.counters.total(Counter.TX_PACKETS));
            assertEquals(0, open.counters.total(Counter.DROP_HANDLER_ERROR));
        }
    }

    @ParameterizedTest
    @EnumSource(MediaIo.class)
    void shouldBindAPairAgainAfterClosing(MediaIo io) throws Exception {
        try (OpenSockets open = open(io)) {
            for (int i = 0; i < 100; i++) {
                RtpPort port = open.openPort();
                open.send(OpenSockets.rtp(i, 30), port.localAddress());
                open.awaitArrivals(i + 1);
                port.close();
            }
            assertEquals(100, open.arrivals.size());
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertTrue(latch.await(20, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
