package io.ringway.signaling.sip.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.sip.address.SipURI;
import javax.sip.header.ContactHeader;
import javax.sip.header.ViaHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(30)
final class SipStackTest {

    @ParameterizedTest
    @EnumSource(names = {"UDP", "TCP"})
    void shouldCarryRequestAndResponse(SipTransport transport) throws Exception {
        try (TestStack caller = TestStack.start(transport);
                TestStack called = TestStack.start(transport)) {
            caller.send(caller.request(Request.OPTIONS, called.uri(transport)));

            Request received = called.awaitRequest().getRequest();
            ViaHeader via = (ViaHeader) received.getHeader(ViaHeader.NAME);
            assertEquals("127.0.0.1", via.getHost());
            assertEquals(caller.port(transport), via.getPort());
            assertEquals(transport.name(), via.getTransport());
            assertEquals(Response.OK, caller.awaitResponse().getStatusCode());
            assertTrue(called.failures.isEmpty(), called.failures::toString);
        }
    }

    @Test
    void shouldSayContactAsPeerCanReachIt() throws Exception {
        try (TestStack stack = TestStack.start(SipTransport.UDP, SipTransport.TCP)) {
            InetSocketAddress peer = new InetSocketAddress(TestStack.LOOPBACK, 5060);
            ContactHeader udp = stack.sip.contact("echo", SipTransport.UDP, peer);
            SipURI tcp =
                    (SipURI) stack.sip.contact("", SipTransport.TCP, peer).getAddress().getURI();

            assertEquals(
                    "sip:echo@127.0.0.1:" + stack.port(SipTransport.UDP),
                    udp.getAddress().getURI().toString());
            assertEquals("tcp", tcp.getTransportParam());
            assertEquals(stack.port(SipTransport.TCP), tcp.getPort());
            assertEquals(TestStack.LOOPBACK, stack.sip.localAddress(peer));
        }
    }

    @Test
    void shouldListenOnOneFreePortForUdpAndTcp() throws Exception {
        try (TestStack stack =
                TestStack.start(SipTransport.UDP, SipTransport.TCP, SipTransport.WS)) {
            assertEquals(stack.port(SipTransport.UDP), stack.port(SipTransport.TCP));
            assertNotEquals(stack.port(SipTransport.TCP), stack.port(SipTransport.WS));
        }
    }

    @Test
    void shouldTellRequestThatNobodyTakes() throws Exception {
        String uri;
        try (TestStack gone = TestStack.start(SipTransport.TCP)) {
            uri = gone.uri(SipTransport.TCP);
        }
        try (TestStack caller = TestStack.start(SipTransport.TCP)) {
            caller.send(caller.request(Request.OPTIONS, uri));
            assertNotNull(caller.timeouts.poll(5, TimeUnit.SECONDS), "no time-out was told");
        }
    }

    @Test
    void shouldFreePortsAndThreadsAtOnce() throws Exception {
        TestStack first = TestStack.start(SipTransport.UDP, SipTransport.TCP);
        int udp = first.port(SipTransport.UDP);
        int tcp = first.port(SipTransport.TCP);
        first.close();

        TestStack second =
                TestStack.start(
                        settings ->
                                settings.withPorts(
                                        Map.of(SipTransport.UDP, udp, SipTransport.TCP, tcp)),
                        SipTransport.UDP);
        second.close();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            boolean ours =
                    thread.getName()
                            .matches("sip-loop-.*|sip-worker-.*|sip-timer|EventScanner.*|jain.*");
            // A loop says that it has ended before its thread has.
            assertTrue(!ours || thread.join(Duration.ofSeconds(5)), thread::toString);
        }
    }
}
