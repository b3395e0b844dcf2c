package io.ringway.signaling.sip.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.counters.Counter;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections and datagrams of people who do not mean well, against small limits. */
@Timeout(60)
final class HostilePeersTest {

    private static final int MAX_MESSAGE_BYTES = 8_192;
    private static final int MAX_CONNECTIONS = 20;
    private static final int MAX_OF_ADDRESS = 4;
    private static final int TRANSACTIONS = 64;
    private static final SipLimits LIMITS =
            new SipLimits(
                    MAX_MESSAGE_BYTES,
                    64,
                    2_048,
                    16,
                    64,
                    MAX_CONNECTIONS,
                    MAX_OF_ADDRESS,
                    1_000,
                    60_000,
                    400,
                    60_000,
                    100_000,
                    100_000,
                    256,
                    TRANSACTIONS);

    private TestStack stack;

    @BeforeEach
    void start() throws IOException {
        stack =
                TestStack.start(
                        settings -> settings.withLimits(LIMITS),
                        SipTransport.UDP,
                        SipTransport.TCP);
    }

    @AfterEach
    void stop() {
        stack.close();
    }

    private void assertServes() throws Exception {
        try (RawUdp udp = RawUdp.to(stack)) {
            String answer =
                    udp.send(RawRequest.of("OPTIONS", "serves", "Content-Length: 0\n")).receive();
            assertTrue(answer.startsWith("SIP/2.0 200"), answer);
        }
    }

    private void await(Counter counter, long least) {
        long deadlineNs = System.nanoTime() + 10_000_000_000L;
        while (stack.count(counter) < least) {
            assertTrue(System.nanoTime() - deadlineNs < 0, counter + "=" + stack.count(counter));
            Thread.onSpinWait();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'Content-Length: -1\n', 400",
        "'', 400",
        "'Content-Length: 5\nContent-Length: 6\n', 400",
        "'Content-Length: 12x\n', 400",
        "'Content-Length: 4294967296\n', 513",
        "'Content-Length: 999999999999999999999\n', 513",
    })
    void shouldAnswerUnusableLengthAndClose(String length, int status) throws Exception {
        try (RawTcp tcp = RawTcp.to(stack)) {
            String answer = tcp.send(RawRequest.of("INVITE", "len", length)).head();
            assertTrue(answer.startsWith("SIP/2.0 " + status), answer);
            assertTrue(answer.contains("Call-ID: len"), answer);
            assertTrue(tcp.isClosedByPeer());
        }
        assertTrue(stack.requests.isEmpty());
    }

    @Test
    void shouldAnswerWhatCameBeforeTheStreamBroke() throws Exception {
        CountDownLatch mayAnswer = new CountDownLatch(1);
        stack.onRequest = () -> waitFor(mayAnswer);
        try (RawTcp tcp = RawTcp.to(stack)) {
            tcp.send(
                    RawRequest.of("OPTIONS", "good", "Content-Length: 0\n")
                            + RawRequest.of("OPTIONS", "broken", "Content-Length: none\n"));
            await(Counter.SIP_REFUSED, 1);
            mayAnswer.countDown();
            String first = tcp.head();
            assertTrue(first.startsWith("SIP/2.0 200"), first);
            assertTrue(first.contains("Call-ID: good"), first);
            String second = tcp.head();
            assertTrue(second.startsWith("SIP/2.0 400"), second);
            assertTrue(second.contains("Call-ID: broken"), second);
            assertTrue(tcp.isClosedByPeer());
        }
    }

    @Test
    void shouldNotKeepABrokenConnectionForAnAnswerThatDoesNotCome() throws Exception {
        CountDownLatch mayAnswer = new CountDownLatch(1);
        stack.onRequest = () -> waitFor(mayAnswer);
        long startNs = System.nanoTime();
        try (RawTcp tcp = RawTcp.to(stack)) {
            tcp.send(
                    RawRequest.of("OPTIONS", "good", "Content-Length: 0\n")
                            + RawRequest.of("OPTIONS", "broken", "Content-Length: none\n"));
            assertTrue(tcp.head().startsWith("SIP/2.0 400"));
            assertTrue(tcp.isClosedByPeer());
            assertTrue(System.nanoTime() - startNs < TimeUnit.SECONDS.toNanos(8));
        } finally {
            mayAnswer.countDown();
        }
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertTrue(latch.await(15, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void shouldCloseConnectionWhoseHeadNeverEnds() throws Exception {
        try (RawTcp tcp = RawTcp.to(stack)) {
            tcp.send("x".repeat(MAX_MESSAGE_BYTES));
            assertTrue(tcp.isClosedByPeer());
        }
        await(Counter.DROP_SIP_OVERSIZE, 1);
        assertServes();
    }

    @Test
    void shouldCloseConnectionThatSendsByteByByte() throws Exception {
        try (RawTcp tcp = RawTcp.to(stack)) {
            tcp.send("OPTIONS sip:x");
            assertTrue(tcp.isClosedByPeer());
        }
        assertEquals(1, stack.count(Counter.DROP_SIP_SLOW_SENDER));
    }

    @Test
    void shouldTakeMessageThatComesInPieces() throws Exception {
        try (RawTcp tcp = RawTcp.to(stack)) {
            String message = RawRequest.of("OPTIONS", "pieces", "Content-Length: 4\n") + "body";
            for (int i = 0; i < message.length(); i++) {
                tcp.send(message.substring(i, i + 1));
            }
            assertTrue(tcp.head().startsWith("SIP/2.0 200"));
        }
    }

    @Test
    void shouldAnswerPingByPong() throws Exception {
        try (RawTcp tcp = RawTcp.to(stack)) {
            assertEquals("\r\n", tcp.send("\r\n\r\n").exactly(2));
            tcp.send("\r\n" + RawRequest.of("OPTIONS", "ping", "Content-Length: 0\n"));
            assertTrue(tcp.head().startsWith("SIP/2.0 200"));
            assertEquals("\r\n", tcp.send("\r\n\r\n").exactly(2));
        }
    }

    @Test
    void shouldCapConnectionsOfOneAddress() throws Exception {
        List<RawTcp> open = new ArrayList<>();
        for (int i = 0; i < MAX_OF_ADDRESS; i++) {
            RawTcp tcp = RawTcp.to(stack);
            tcp.send("\r\n\r\n").exactly(2);
            open.add(tcp);
        }
        try (RawTcp beyond = RawTcp.to(stack)) {
            assertTrue(beyond.isClosedByPeer());
        }
        assertEquals(1, stack.count(Counter.DROP_SIP_CONNECTION_LIMIT));
        for (RawTcp tcp : open) {
            assertEquals("\r\n", tcp.send("\r\n\r\n").exactly(2));
            tcp.close();
        }
        assertServes();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Contact: ",
                "Route: ",
                "Supported: ",
                "Record-Route: ",
            })
    void shouldRefuseLongLists(String header) throws Exception {
        String list = header + "<sip:a@b>, ".repeat(16) + "<sip:a@b>\nContent-Length: 0\n";
        try (RawUdp udp = RawUdp.to(stack)) {
            String answer = udp.send(RawRequest.of("REGISTER", "list", list)).receive();
            assertTrue(answer.startsWith("SIP/2.0 400 Bad Request (too many values in"), answer);
        }
    }

    @Test
    void shouldRefuseManyHeadersAndLongOnes() throws Exception {
        String many = "X-A: 1\n".repeat(70);
        String huge = "X-A: " + "a".repeat(2_100) + "\n";
        String control = "X-A: a\u0001b\n";
        try (RawUdp udp = RawUdp.to(stack)) {
            for (String bad : List.of(many, huge, control)) {
                String answer = udp.send(RawRequest.of("OPTIONS", "hdr", bad)).receive();
                assertTrue(answer.startsWith("SIP/2.0 400"), answer);
            }
        }
        assertTrue(stack.requests.isEmpty());
    }

    @Test
    void shouldNeverAnswerAck() throws Exception {
        try (RawUdp udp = RawUdp.to(stack)) {
            udp.send(RawRequest.of("ACK", "ack", "Max-Forwards: 71\n"));
            String answer = udp.send(RawRequest.of("OPTIONS", "after", "")).receive();
            assertTrue(answer.contains("Call-ID: after"), answer);
        }
        await(Counter.DROP_SIP_UNREADABLE, 1);
    }

    @Test
    void shouldNotLetDatagramOpenConnections() throws Exception {
        try (RawUdp udp = RawUdp.to(stack)) {
            String answer =
                    udp.send(
                                    RawRequest.of("OPTIONS", "maddr", "Content-Length: 0\n")
                                            .replace(";rport", ";rport;maddr=127.0.0.9"))
                            .receive();
            assertTrue(answer.startsWith("SIP/2.0 200"), answer);
        }
        assertEquals(0, stack.count(Counter.SIP_CONNECTIONS_OPENED));
    }

    @Test
    void shouldAnswerOverIpv6() throws Exception {
        InetAddress loopback = InetAddress.ofLiteral("::1");
        try (TestStack six =
                        TestStack.start(
                                settings -> settings.withAddresses(loopback),
                                SipTransport.UDP,
                                SipTransport.TCP);
                RawTcp tcp = new RawTcp(loopback, six.port(SipTransport.TCP))) {
            String answer = tcp.send(RawRequest.of("OPTIONS", "six", "Content-Length: 0\n")).head();
            assertTrue(answer.startsWith("SIP/2.0 200"), answer);
            assertTrue(answer.contains("<sip:b@[::1]:"), answer);
        }
    }
}
