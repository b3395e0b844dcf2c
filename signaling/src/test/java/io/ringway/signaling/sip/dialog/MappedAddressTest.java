package io.ringway.signaling.sip.dialog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.counters.Counters;
import io.ringway.media.engine.UdpMediaEngine;
import io.ringway.media.net.RtpPortSettings;
import io.ringway.signaling.call.CallLeg;
import io.ringway.signaling.call.CallParties;
import io.ringway.signaling.call.DialRequest;
import io.ringway.signaling.call.DialTarget;
import io.ringway.signaling.call.IncomingCalls;
import io.ringway.signaling.call.LegObserver;
import io.ringway.signaling.sip.media.MediaEngines;
import io.ringway.signaling.sip.media.SipMediaFactory.Profile;
import io.ringway.signaling.sip.media.SipMediaSessions;
import io.ringway.signaling.sip.media.SipMediaSettings;
import io.ringway.signaling.sip.transport.SipStack;
import io.ringway.signaling.sip.transport.SipStackSettings;
import io.ringway.signaling.sip.transport.SipTransport;
import io.ringway.signaling.sip.transport.Subnet;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A host behind a one-to-one NAT: whoever is outside is told the public address, everywhere. */
@Timeout(20)
final class MappedAddressTest implements IncomingCalls {

    private static final InetAddress LOCAL = InetAddress.getLoopbackAddress();
    private static final InetAddress PUBLIC = InetAddress.ofLiteral("203.0.113.7");
    private static final Subnet LOOPBACK = Subnet.parse("127.0.0.0/8");

    private final UdpMediaEngine engine =
            MediaEngines.start(new RtpPortSettings(27_104, 27_127, 0));
    private SipStack stack;
    private SipUserAgent agent;
    private RawPeer phone;

    @BeforeEach
    void start() throws Exception {
        open(List.of());
    }

    private void open(List<Subnet> inside) throws Exception {
        SipEvents events = new SipEvents();
        stack =
                SipStack.start(
                        SipStackSettings.defaults()
                                .withAddresses(LOCAL)
                                .withPorts(Map.of(SipTransport.UDP, 0, SipTransport.TCP, 0))
                                .withPublicAddresses(Map.of(LOCAL, PUBLIC), inside),
                        events,
                        new Counters().shared());
        agent =
                new SipUserAgent(
                        UserAgentSettings.defaults(),
                        stack,
                        new SipMediaSessions(
                                engine, SipMediaSettings.defaults(), new SecureRandom()),
                        this,
                        target ->
                                new Targets.Plan(
                                        List.of(OutgoingTarget.of(phone.uri(), Profile.RTP)),
                                        false),
                        Admission.EVERYBODY,
                        Map.of());
        events.deliverTo(agent);
        phone = new RawPeer("al", stack.port(SipTransport.UDP));
    }

    @AfterEach
    void stop() {
        close();
        engine.close();
    }

    private void close() {
        phone.close();
        agent.close();
        stack.close();
    }

    @Override
    public LegObserver onCall(CallLeg leg, CallParties parties) {
        leg.open();
        leg.answer();
        return signal -> {};
    }

    @Override
    public LegObserver onReplacement(CallLeg leg, CallParties parties, String replacedLegId) {
        return onCall(leg, parties);
    }

    private String ask(String method, String body) throws Exception {
        String uri = "sip:echo@127.0.0.1:" + stack.port(SipTransport.UDP);
        phone.send(phone.request(method, uri, "<" + uri + ">", method, 1, "", body));
        return phone.expect("200");
    }

    private static void assertTells(String message, InetAddress address) {
        String body = RawPeer.body(message);
        assertTrue(body.contains("\r\nc=IN IP4 " + address.getHostAddress() + "\r\n"), message);
        assertTrue(body.contains(" IN IP4 " + address.getHostAddress() + "\r\ns="), message);
    }

    @Test
    void shouldAnswerWithThePublicAddress() throws Exception {
        assertTells(ask("OPTIONS", ""), PUBLIC);
        String ok = ask("INVITE", RawPeer.SDP);
        assertTells(ok, PUBLIC);
        assertTrue(RawPeer.header(ok, "Contact").contains("@203.0.113.7:"), ok);
    }

    @Test
    void shouldOfferThePublicAddress() throws Exception {
        CallParties parties = new CallParties("100", "Al", "200", "", "");
        agent.dial(
                new DialRequest("leg", new DialTarget.Uri(phone.uri()), parties, null),
                signal -> {});
        String invite = phone.expect("INVITE");
        assertTells(invite, PUBLIC);
        assertTrue(RawPeer.header(invite, "Contact").contains("203.0.113.7:"), invite);
        assertTrue(RawPeer.header(invite, "Via").contains("203.0.113.7:"), invite);
    }

    @Test
    void shouldTellNeighboursTheLocalAddress() throws Exception {
        close();
        open(List.of(LOOPBACK));
        String ok = ask("INVITE", RawPeer.SDP);
        assertTells(ok, LOCAL);
        assertEquals(
                "<sip:echo@127.0.0.1:" + stack.port(SipTransport.UDP) + ">",
                RawPeer.header(ok, "Contact"));
    }
}
