package io.ringway.signaling.sip.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.sip.address.SipURI;
import javax.sip.header.ViaHeader;
import javax.sip.message.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is told which address, where answers go, and how connections are kept. */
@Timeout(30)
final class AddressingTest {

    private static final int PATIENCE_MS = 10_000;

    private static byte[] options(String via) {
        return ("OPTIONS sip:x@127.0.0.1 SIP/2.0\n"
                        + via
                        + "\nFrom: <sip:a@example.com>;tag=1\nTo: <sip:x@127.0.0.1>\n"
                        + "Call-ID: a1\nCSeq: 1 OPTIONS\nMax-Forwards: 70\nContent-Length: 0\n\n")
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void shouldAnswerWhereRequestCameFromWhenAskedByRport() throws Exception {
        try (TestStack stack = TestStack.start(SipTransport.UDP);
                RawUdp natted = RawUdp.to(stack)) {
            String answer =
                    natted.send(
                                    options(
                                            "Via: SIP/2.0/UDP 10.1.1.1:4540;rport"
                                                    + ";branch=z9hG4bKn1"))
                            .receive();
            assertTrue(answer.contains("received=127.0.0.1"), answer);
            assertTrue(answer.contains("rport=" + natted.localPort()), answer);
        }
    }

    @Test
    void shouldAnswerToSentByPortWithoutRport() throws Exception {
        try (TestStack stack = TestStack.start(SipTransport.UDP);
                RawUdp listens = RawUdp.to(stack);
                RawUdp sends = RawUdp.to(stack)) {
            sends.send(
                    options(
                            "Via: SIP/2.0/UDP 10.1.1.1:"
                                    + listens.localPort()
                                    + ";branch=z9hG4bKn2"));
            String answer = listens.receive();
            assertTrue(answer.startsWith("SIP/2.0 200"), answer);
            assertTrue(answer.contains("received=127.0.0.1"), answer);
        }
    }

    @Test
    void shouldAnswerFromAddressThatWasAsked() throws Exception {
        InetAddress second = InetAddress.ofLiteral("127.0.0.2");
        try (TestStack stack =
                        TestStack.start(
                                settings -> settings.withAddresses(TestStack.LOOPBACK, second),
                                SipTransport.UDP);
                DatagramSocket peer = new DatagramSocket(0, TestStack.LOOPBACK)) {
            peer.setSoTimeout(PATIENCE_MS);
            peer.connect(new InetSocketAddress(second, stack.port(SipTransport.UDP)));
            byte[] request = options("Via: SIP/2.0/UDP 10.1.1.1;rport;branch=z9hG4bKn3");
            peer.send(new DatagramPacket(request, request.length));
            DatagramPacket answer = new DatagramPacket(new byte[2_000], 2_000);
            peer.receive(answer);
            String text =
                    new String(answer.getData(), 0, answer.getLength(), StandardCharsets.UTF_8);
            assertTrue(text.startsWith("SIP/2.0 200"), text);
            assertTrue(text.contains("<sip:b@127.0.0.2:"), text);
        }
    }

    @Test
    void shouldNameMappedAddressToPeersOutside() throws Exception {
        InetAddress mapped = InetAddress.ofLiteral("203.0.113.7");
        try (TestStack caller =
                        TestStack.start(
                                settings ->
                                        settings.withPublicAddresses(
                                                Map.of(TestStack.LOOPBACK, mapped), List.of()),
                                SipTransport.UDP);
                TestStack called = TestStack.start(SipTransport.UDP)) {
            caller.send(caller.request(Request.OPTIONS, called.uri(SipTransport.UDP)));
            ViaHeader via =
                    (ViaHeader) called.awaitRequest().getRequest().getHeader(ViaHeader.NAME);
            assertEquals("203.0.113.7", via.getHost());
            assertEquals("127.0.0.1", via.getReceived());
            assertEquals(200, caller.awaitResponse().getStatusCode());

            InetSocketAddress peer = new InetSocketAddress(TestStack.LOOPBACK, 5060);
            SipURI contact =
                    (SipURI) caller.sip.contact("x", SipTransport.UDP, peer).getAddress().getURI();
            assertEquals("203.0.113.7", contact.getHost());
            assertEquals(TestStack.LOOPBACK, caller.sip.localAddress(peer));
        }
    }

    @Test
    void shouldPingConnectionsItOpened() throws Exception {
        SipLimits limits = SipLimits.defaults();
        try (TestStack caller =
                        TestStack.start(
                                settings -> settings.withLimits(keptAlive(limits, 60_000, 100)),
                                SipTransport.TCP);
                ServerSocket listener = new ServerSocket(0, 1, TestStack.LOOPBACK)) {
            String uri = "sip:b@127.0.0.1:" + listener.getLocalPort() + ";transport=tcp";
            caller.send(caller.request(Request.OPTIONS, uri));
            try (Socket accepted = listener.accept()) {
                accepted.setSoTimeout(PATIENCE_MS);
                StringBuilder received = new StringBuilder();
                while (!received.toString().endsWith("\r\n\r\n\r\n\r\n")) {
                    received.append((char) accepted.getInputStream().read());
                }
                assertTrue(received.toString().startsWith("OPTIONS sip:b@127.0.0.1"));
            }
        }
    }

    @Test
    void shouldCloseIdleConnection() throws Exception {
        SipLimits limits = keptAlive(SipLimits.defaults(), 200, 60_000);
        try (TestStack stack =
                        TestStack.start(settings -> settings.withLimits(limits), SipTransport.TCP);
                RawTcp idle = RawTcp.to(stack)) {
            assertTrue(idle.isClosedByPeer());
        }
    }

    private static SipLimits keptAlive(SipLimits d, int idleMs, int keepAliveMs) {
        return new SipLimits(
                d.maxMessageBytes(),
                d.maxHeaders(),
                d.maxHeaderBytes(),
                d.maxListItems(),
                d.maxListItemsTotal(),
                d.maxConnections(),
                d.maxConnectionsPerAddress(),
                d.connectTimeoutMs(),
                idleMs,
                d.messageTimeoutMs(),
                keepAliveMs,
                d.messagesPerSecond(),
                d.messageBurst(),
                d.queuedMessages(),
                d.serverTransactions());
    }
}
