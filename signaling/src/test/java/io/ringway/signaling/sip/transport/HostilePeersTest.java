package io.ringway.signaling.sip.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.counters.Counter;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
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

    private static String request(String method, String id, String more) {
        return (method
                        + " sip:x@127.0.0.1 SIP/2.0\n"
                        + "Via: SIP/2.0/TCP 192.0.2.1;rport;branch=z9hG4bK"
                        + id
                        + "\nFrom: <sip:a@example.com>;tag=1\nTo: <sip:x@127.0.0.1>\nCall-ID: "
                        + id
                        + "\nCSeq: 1 "
                        + method
                        + "\nMax-Forwards: 70\n"
                        + more
                        + "\n")
                .replace("\n", "\r\n");
    }

    private void assertServes() throws Exception {
        try (RawUdp udp = RawUdp.to(stack)) {
            String answer = udp.send(request("OPTIONS", "serves", "Content-Length: 0\n")).receive();
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
            String answer = tcp.send(request("INVITE", "len", length)).head();
            assertTrue(answer.startsWith("SIP/2.0 " + status), answer);
            assertTrue(answer.contains("Call-ID: len"), answer);
            assertTrue(tcp.isClosedByPeer());
        }
        assertTrue(stack.requests.isEmpty());
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
            String message = request("OPTIONS", "pieces", "Content-Length: 4\n") + "body";
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
            tcp.send("\r\n" + request("OPTIONS", "ping", "Content-Length: 0\n"));
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
            String answer = udp.send(request("REGISTER", "list", list)).receive();
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
                String answer = udp.send(request("OPTIONS", "hdr", bad)).receive();
                assertTrue(answer.startsWith("SIP/2.0 400"), answer);
            }
        }
        assertTrue(stack.requests.isEmpty());
    }

    @Test
    void shouldNeverAnswerAck() throws Exception {
        try (RawUdp udp = RawUdp.to(stack)) {
            udp.send(request("ACK", "ack", "Max-Forwards: 71\n"));
            String answer = udp.send(request("OPTIONS", "after", "")).receive();
            assertTrue(answer.contains("Call-ID: after"), answer);
        }
        await(Counter.DROP_SIP_UNREADABLE, 1);
    }

    @Test
    void shouldKeepTransactionsBoundedInFlood() throws Exception {
        int refused = 0;
        try (RawUdp udp = RawUdp.to(stack)) {
            for (int i = 0; i < 400; i++) {
                String answer = udp.send(request("REGISTER", "f" + i, "")).receive();
                refused += answer.startsWith("SIP/2.0 503") ? 1 : 0;
                if (answer.startsWith("SIP/2.0 503")) {
                    assertTrue(answer.contains("Retry-After: "), answer);
                }
            }
        }
        assertTrue(refused >= 300, "refused only " + refused);
        assertTrue(stack.requests.size() <= TRANSACTIONS + 8, "took " + stack.requests.size());
    }

    @Test
    void shouldSurviveGarbage() throws Exception {
        Random random = new Random(4_475);
        String valid = request("OPTIONS", "garbage", "Contact: <sip:a@b>\nContent-Length: 0\n");
        try (TestStack roomy = TestStack.start(SipTransport.UDP);
                RawUdp udp = RawUdp.to(roomy);
                RawUdp other = RawUdp.to(roomy)) {
            for (int i = 0; i < 1_000; i++) {
                byte[] bytes = valid.getBytes(StandardCharsets.ISO_8859_1);
                for (int flips = random.nextInt(8); flips >= 0; flips--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
                udp.send(bytes);
            }
            String answer = other.send(request("OPTIONS", "serves", "")).receive();
            assertTrue(answer.startsWith("SIP/2.0 200"), answer);
        }
    }

    @Test
    void shouldLimitRateOfOneAddressOnly() throws Exception {
        SipLimits few =
                new SipLimits(
                        65_535, 256, 8_192, 64, 256, 100, 100, 1_000, 60_000, 10_000, 60_000, 1, 5,
                        256, 1_000);
        try (TestStack limited =
                        TestStack.start(settings -> settings.withLimits(few), SipTransport.UDP);
                RawUdp loud = RawUdp.from("127.9.9.1", 0, limited);
                RawUdp quiet = RawUdp.from("127.9.9.2", 0, limited)) {
            for (int i = 0; i < 50; i++) {
                loud.send(request("OPTIONS", "r" + i, ""));
            }
            String answer = quiet.send(request("OPTIONS", "quiet", "")).receive();
            assertTrue(answer.startsWith("SIP/2.0 200"), answer);
            assertTrue(limited.requests.size() <= 10, "took " + limited.requests.size());
            assertTrue(limited.count(Counter.DROP_SIP_RATE) >= 40);
        }
    }

    @Test
    void shouldHoldThousandIdleConnections() throws Exception {
        try (TestStack roomy = TestStack.start(SipTransport.UDP, SipTransport.TCP)) {
            List<RawTcp> idle = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                idle.add(RawTcp.to(roomy));
            }
            try (RawUdp udp = RawUdp.to(roomy)) {
                String answer = udp.send(request("OPTIONS", "idle", "")).receive();
                assertTrue(answer.startsWith("SIP/2.0 200"), answer);
            }
            assertEquals("\r\n", idle.getLast().send("\r\n\r\n").exactly(2));
            for (RawTcp tcp : idle) {
                tcp.close();
            }
        }
    }

    @Test
    void shouldNotLetDatagramOpenConnections() throws Exception {
        try (RawUdp udp = RawUdp.to(stack)) {
            String answer =
                    udp.send(
                                    request("OPTIONS", "maddr", "Content-Length: 0\n")
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
            String answer = tcp.send(request("OPTIONS", "six", "Content-Length: 0\n")).head();
            assertTrue(answer.startsWith("SIP/2.0 200"), answer);
            assertTrue(answer.contains("<sip:b@[0:0:0:0:0:0:0:1]:"), answer);
        }
    }
}
