package io.ringway.server.sip.peer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.server.SyntheticSpeech;
import io.ringway.server.sip.phone.Phone;
import io.ringway.server.system.Chromium;
import io.ringway.server.system.TestSpeech;
import io.ringway.server.turn.TakesTheMachine;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Strangers who send more than anybody should: a running call does not notice. */
@TakesTheMachine
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class FloodSystemTest {

    private static final int DATAGRAMS = 8_000;
    private static final int BURST = 20;
    private static final int IDLE_CONNECTIONS = 1_000;
    private static final long BURST_NS = TimeUnit.MILLISECONDS.toNanos(5);

    /**
     * A transaction that waits for its ACK, or for repetitions, is kept for 32 s and costs some 13
     * KB.
     */
    private static final long MOST_HELD_BYTES = 192L << 20;

    private static final double SPEECH_SECONDS = 4;

    private SipServer server;
    private short[] said;
    private long heldBefore;

    @BeforeEach
    void open(TestInfo test) throws Exception {
        said = SyntheticSpeech.of(11, TestSpeech.RATE_HZ, SPEECH_SECONDS);
        server = SipServer.start(PeerFolder.of(test));
        heldBefore = held();
    }

    @AfterEach
    void close() {
        if (server != null) {
            server.close();
        }
    }

    private static long held() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"INVITE", "REGISTER", "OPTIONS", "garbage"})
    void shouldOutliveDatagrams(String kind) throws Exception {
        try (SpokenCall call = SpokenCall.begin(server, said);
                DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            SplittableRandom random = new SplittableRandom(7);
            InetSocketAddress to =
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), server.sipPort());
            for (int i = 0; i < DATAGRAMS && call.speaks(); i++) {
                byte[] bytes =
                        kind.equals("garbage")
                                ? garbage(random)
                                : request(kind, i, socket.getLocalPort());
                socket.send(new DatagramPacket(bytes, bytes.length, to));
                if (i % BURST == BURST - 1) {
                    LockSupport.parkNanos(BURST_NS);
                }
            }
            call.assertWhole();
        }
        assertStillWell();
    }

    private static byte[] garbage(SplittableRandom random) {
        byte[] bytes = new byte[random.nextInt(1, 1_200)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** A new transaction each, of a caller who is nobody. */
    private byte[] request(String method, int number, int port) throws IOException {
        String text =
                Chromium.resource("/sip/flood.txt")
                        .replace("@method@", method)
                        .replace("@number@", Integer.toString(number))
                        .replace("@port@", Integer.toString(port))
                        .replace("@server@", Integer.toString(server.sipPort()));
        return text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void shouldOutliveIdleConnections() throws Exception {
        List<Socket> idle = new ArrayList<>();
        try (SpokenCall call = SpokenCall.begin(server, said)) {
            for (int i = 0; i < IDLE_CONNECTIONS; i++) {
                idle.add(new Socket(InetAddress.getLoopbackAddress(), server.sipPort()));
            }
            call.assertWhole();
            assertStillWell();
        } finally {
            for (Socket socket : idle) {
                socket.close();
            }
        }
    }

    @Test
    void shouldOutliveOneWhoSendsByteByByte() throws Exception {
        byte[] request = request("OPTIONS", 1, 9);
        try (SpokenCall call = SpokenCall.begin(server, said);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.sipPort())) {
            socket.setTcpNoDelay(true);
            for (int i = 0; i < request.length && call.speaks(); i++) {
                socket.getOutputStream().write(request[i]);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            }
            call.assertWhole();
        }
        assertStillWell();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "-2147483648", "2147483647", "99999999999999999999", "100000000"})
    void shouldOutliveLengthsThatCannotBe(String length) throws Exception {
        String head =
                new String(request("OPTIONS", 1, 9), StandardCharsets.UTF_8)
                        .replace("Content-Length: 0", "Content-Length: " + length);
        try (SpokenCall call = SpokenCall.begin(server, said);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.sipPort())) {
            pour(socket, head.getBytes(StandardCharsets.UTF_8), call);
            call.assertWhole();
        }
        assertStillWell();
    }

    /** Sends a head and then a body without end, until the server has enough of it. */
    private static void pour(Socket socket, byte[] head, SpokenCall call) throws IOException {
        byte[] body = new byte[16_384];
        int megabytes = 16 << 20;
        try {
            socket.getOutputStream().write(head);
            for (int sent = 0; sent < megabytes && call.speaks(); sent += body.length) {
                socket.getOutputStream().write(body);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
        } catch (SocketException e) {
            assertTrue(socket.isConnected(), "closed by the server, as it should be");
        }
    }

    /**
     * Still answers, and keeps nothing of what came. The session manager need not have heard of
     * all: it is asked only so often at once, and left alone when it does not keep up.
     */
    private void assertStillWell() throws Exception {
        try (Phone phone = Phone.udp(server.sipPort())) {
            phone.call("echo").hangUp();
        }
        server.awaitNoCall();
        long more = held() - heldBefore;
        assertTrue(more < MOST_HELD_BYTES, () -> more + " bytes more are held");
    }
}
