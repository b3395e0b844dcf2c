package io.ringway.signaling.sip.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Domains and their servers (RFC 3263), with a name server of the test's own. */
@Timeout(60)
final class HopLocatorTest {

    private NameServer dns;
    private EventLoops loops;
    private NameServers names;
    private HopLocator hops;

    @BeforeEach
    void start() throws Exception {
        dns = new NameServer();
        loops = new EventLoops();
        names = new NameServers(loops, List.of(dns.address()));
        hops = new HopLocator(new DomainSearch(names));
    }

    @AfterEach
    void close() {
        names.close();
        loops.close();
        dns.close();
    }

    private static InetSocketAddress at(String address, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), port);
    }

    @Test
    void shouldTakeServersByPriorityAndTheirOwnPorts() throws Exception {
        dns.service("_sip._udp.example.test", 20, 0, 5_080, "b.example.test")
                .service("_sip._udp.example.test", 10, 0, 5_070, "a.example.test")
                .service("_sips._tcp.example.test", 1, 0, 5_091, "a.example.test")
                .host("a.example.test", "192.0.2.1")
                .host("b.example.test", "192.0.2.2");
        assertEquals(
                List.of(at("192.0.2.1", 5_070), at("192.0.2.2", 5_080)),
                hops.all(SipTransport.UDP, "Example.test", 0));
        assertEquals(at("192.0.2.1", 5_091), hops.locate(SipTransport.TLS, "example.test", -1));
        assertEquals(2, hops.count(SipTransport.UDP, "example.test", 0));
    }

    @Test
    void shouldTakeTheAddressWhereThereIsNoServiceOrAPortIsNamed() throws Exception {
        dns.host("plain.test", "192.0.2.7");
        assertEquals(at("192.0.2.7", 5_060), hops.locate(SipTransport.TCP, "plain.test", 0));
        assertEquals(at("192.0.2.7", 5_061), hops.locate(SipTransport.TLS, "plain.test", 0));
        dns.service("_sip._tcp.plain.test", 1, 0, 9, "other.test").host("other.test", "192.0.2.8");
        assertEquals(at("192.0.2.7", 5_090), hops.locate(SipTransport.TCP, "plain.test", 5_090));
        assertThrows(
                UnknownHostException.class, () -> hops.locate(SipTransport.UDP, "none.test", 0));
    }

    @Test
    void shouldAskNobodyForAddresses() throws Exception {
        assertEquals(at("192.0.2.9", 5_060), hops.locate(SipTransport.UDP, "192.0.2.9", 0));
        assertEquals(at("192.0.2.9", 5_061), hops.locate(SipTransport.TLS, "192.0.2.9", -1));
        assertEquals(at("2001:db8::1", 7), hops.locate(SipTransport.TCP, "[2001:db8::1]", 7));
        assertEquals(0, dns.questions());
    }

    @Test
    void shouldRememberAnswersForAsLongAsTheyMayBe() throws Exception {
        dns.ttl(1)
                .service("_sip._udp.short.test", 1, 0, 5_070, "a.test")
                .host("a.test", "192.0.2.1");
        InetSocketAddress first = hops.locate(SipTransport.UDP, "short.test", 0);
        int asked = dns.questions();
        assertEquals(first, hops.locate(SipTransport.UDP, "short.test", 0));
        assertEquals(asked, dns.questions());
        long startNs = System.nanoTime();
        while (dns.questions() == asked) {
            assertEquals(first, hops.locate(SipTransport.UDP, "short.test", 0));
            assertTrue(System.nanoTime() - startNs < TimeUnit.SECONDS.toNanos(20), "never again");
            Thread.onSpinWait();
        }
        assertTrue(System.nanoTime() - startNs > TimeUnit.MILLISECONDS.toNanos(500));
    }

    @Test
    void shouldLeaveAloneForAWhileWhatDidNotAnswer() throws Exception {
        dns.service("_sip._tcp.two.test", 1, 0, 1, "a.test")
                .service("_sip._tcp.two.test", 2, 0, 2, "a.test")
                .host("a.test", "192.0.2.1");
        InetSocketAddress first = hops.locate(SipTransport.TCP, "two.test", 0);
        hops.failed(first);
        InetSocketAddress second = hops.locate(SipTransport.TCP, "two.test", 0);
        assertEquals(at("192.0.2.1", 2), second);
        hops.failed(second);
        assertEquals(first, hops.locate(SipTransport.TCP, "two.test", 0), "better than nobody");
        hops.answered(second);
        assertEquals(second, hops.locate(SipTransport.TCP, "two.test", 0));
    }

    @Test
    void shouldNotLetAThreadOfTheStackWait() throws Exception {
        dns.silence(true);
        Workers workers = new Workers(1, 10);
        var waitedNs = new CompletableFuture<Long>();
        long startNs = System.nanoTime();
        assertTrue(
                workers.offer(
                        1,
                        () -> {
                            try {
                                hops.locate(SipTransport.UDP, "slow.test", 5_060);
                            } catch (UnknownHostException stillAsking) {
                                waitedNs.complete(System.nanoTime() - startNs);
                            }
                        }));
        assertTrue(waitedNs.get(10, TimeUnit.SECONDS) < TimeUnit.MILLISECONDS.toNanos(1_200));
        workers.close();
    }

    /** RFC 2782: three quarters of the calls to the one, a quarter to the other. */
    @Test
    void shouldShareByWeight() {
        ServerRecord heavy = new ServerRecord(1, 75, 1, "a.", 60);
        ServerRecord light = new ServerRecord(1, 25, 2, "b.", 60);
        ServerRecord spare = new ServerRecord(2, 100, 3, "c.", 60);
        Random random = new Random(11);
        int heavyFirst = 0;
        for (int i = 0; i < 10_000; i++) {
            List<ServerRecord> order = ServerOrder.of(List.of(spare, light, heavy), random);
            assertEquals(spare, order.getLast());
            heavyFirst += order.getFirst().equals(heavy) ? 1 : 0;
        }
        assertEquals(7_500, heavyFirst, 200);
    }

    @Test
    void shouldGoToTheNextServerWhenOneDoesNotAnswer() throws Exception {
        int nobody;
        try (ServerSocket taken = new ServerSocket(0, 1, TestStack.LOOPBACK)) {
            nobody = taken.getLocalPort();
        }
        try (TestStack called = TestStack.start(SipTransport.TCP);
                TestStack caller =
                        TestStack.start(
                                settings -> settings.withNameServers(List.of(dns.address())),
                                SipTransport.TCP)) {
            dns.service("_sip._tcp.calls.test", 1, 0, nobody, "here.test")
                    .service(
                            "_sip._tcp.calls.test",
                            2,
                            0,
                            called.port(SipTransport.TCP),
                            "here.test")
                    .host("here.test", "127.0.0.1");
            String uri = "sip:b@calls.test;transport=tcp";
            caller.send(caller.request(Request.OPTIONS, uri));
            assertNotNull(caller.timeouts.poll(10, TimeUnit.SECONDS), "nobody is there");
            caller.send(caller.request(Request.OPTIONS, uri));
            assertEquals(Response.OK, caller.awaitResponse().getStatusCode());
            assertEquals(
                    "calls.test", called.requestUri(called.awaitRequest().getRequest()).getHost());
        }
    }
}
