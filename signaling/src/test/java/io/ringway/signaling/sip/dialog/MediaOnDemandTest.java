package io.ringway.signaling.sip.dialog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.LegListener;
import io.ringway.media.counters.Counters;
import io.ringway.media.engine.UdpMediaEngine;
import io.ringway.media.net.RtpPortSettings;
import io.ringway.media.tone.TonePlan;
import io.ringway.signaling.call.CallParties;
import io.ringway.signaling.call.CallSettings;
import io.ringway.signaling.call.Calls;
import io.ringway.signaling.call.Cause;
import io.ringway.signaling.call.Destination;
import io.ringway.signaling.call.Sounds;
import io.ringway.signaling.sdp.SdpException;
import io.ringway.signaling.session.FakeSessionService;
import io.ringway.signaling.session.HttpSessionManagerClient;
import io.ringway.signaling.session.SessionManagerSettings;
import io.ringway.signaling.sip.media.AcceptableOffer;
import io.ringway.signaling.sip.media.MediaAddress;
import io.ringway.signaling.sip.media.MediaEngines;
import io.ringway.signaling.sip.media.SipMedia;
import io.ringway.signaling.sip.media.SipMediaFactory;
import io.ringway.signaling.sip.media.SipMediaSessions;
import io.ringway.signaling.sip.media.SipMediaSettings;
import io.ringway.signaling.sip.transport.SipStack;
import io.ringway.signaling.sip.transport.SipStackSettings;
import io.ringway.signaling.sip.transport.SipTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Callers and a range of two port pairs: whoever gets nowhere costs none of them. */
@Timeout(60)
final class MediaOnDemandTest implements SipMediaFactory {

    private static final int STRANGERS = 3_000;
    private static final int AT_ONCE = 50;
    private static final InetAddress LOCAL = InetAddress.getLoopbackAddress();

    private final AtomicInteger opened = new AtomicInteger();
    private FakeSessionService service;
    private HttpSessionManagerClient manager;
    private UdpMediaEngine engine;
    private SipMediaFactory media;
    private Calls calls;
    private SipStack stack;
    private SipUserAgent agent;
    private RawPeer phone;

    @BeforeEach
    void start() throws Exception {
        service = new FakeSessionService();
        manager = new HttpSessionManagerClient(SessionManagerSettings.of(service.base()));
        engine = MediaEngines.start(new RtpPortSettings(27_004, 27_007, 600_000));
        media = new SipMediaSessions(engine, SipMediaSettings.defaults(), new SecureRandom());
        calls =
                new Calls(
                        CallSettings.defaults(),
                        manager,
                        engine,
                        MediaOnDemandTest::route,
                        (request, observer) -> {
                            throw new IllegalStateException("nobody is to be called");
                        },
                        target -> null,
                        Sounds.ofTones(TonePlan.EU));
        SipEvents events = new SipEvents();
        stack =
                SipStack.start(
                        SipStackSettings.defaults()
                                .withAddresses(LOCAL)
                                .withPorts(Map.of(SipTransport.UDP, 0, SipTransport.TCP, 0)),
                        events,
                        new Counters().shared());
        agent =
                new SipUserAgent(
                        UserAgentSettings.defaults(),
                        stack,
                        this,
                        calls,
                        target -> new Targets.Plan(List.of(), false),
                        Admission.EVERYBODY,
                        Map.of());
        events.deliverTo(agent);
        phone = new RawPeer("al", stack.port(SipTransport.UDP));
    }

    @AfterEach
    void stop() {
        phone.close();
        calls.close();
        agent.close();
        stack.close();
        manager.close();
        service.close();
        engine.close();
    }

    private static Destination route(CallParties parties) {
        return parties.called().equals("echo")
                ? new Destination.Echo()
                : new Destination.Refuse(Cause.of(Cause.Kind.NOT_FOUND));
    }

    @Override
    public AcceptableOffer judge(String offer, MediaAddress address) throws SdpException {
        AcceptableOffer judged = media.judge(offer, address);
        return (id, listener) -> {
            opened.incrementAndGet();
            return judged.open(id, listener);
        };
    }

    @Override
    public SipMedia open(String id, Profile profile, MediaAddress address, LegListener listener) {
        opened.incrementAndGet();
        return media.open(id, profile, address, listener);
    }

    @Override
    public String capabilities(InetAddress told) {
        return media.capabilities(told);
    }

    private String request(String method, String user, String callId, String to) {
        String uri = "sip:" + user + "@127.0.0.1:" + stack.port(SipTransport.UDP);
        String body = method.equals("INVITE") ? RawPeer.SDP : "";
        return phone.request(
                method,
                uri,
                to.isEmpty() ? "<" + uri + ">" : to,
                callId,
                1,
                branch(callId),
                "",
                body);
    }

    private static String branch(String callId) {
        return "z9hG4bK-" + callId;
    }

    @Test
    void shouldTakeNoPortForCallsToNobodyHoweverManyAndHoweverSlowTheSessionManager()
            throws Exception {
        service.hanging = true;
        phone.send(request("INVITE", "echo", "waits", ""));
        assertTrue(service.nextCall().startsWith("POST /sessions"));
        for (int i = 0; i < STRANGERS; i += AT_ONCE) {
            askForNobody(i);
        }
        assertEquals(0, opened.get(), "media opened for those who get nowhere, or wait to");
        assertEquals(0, engine.activeLegs());
        while (service.callsWaiting() > 0) {
            // The one that waits is given up after a while, and then ended in case it came about.
            assertTrue(
                    service.nextCall().startsWith("DELETE"), "a session of one who gets nowhere");
        }
        service.hanging = false;
        phone.send(request("INVITE", "echo", "good", ""));
        String ok = answerTo("good");
        assertTrue(ok.startsWith("SIP/2.0 200"), ok);
        assertTrue(RawPeer.body(ok).contains("m=audio 2700"), ok);
        assertEquals(1, opened.get());
        hangUp("good", ok);
    }

    /** Some calls to nobody; each is refused as such. */
    private void askForNobody(int first) throws IOException {
        Set<String> waiting = new HashSet<>();
        for (int i = first; i < first + AT_ONCE; i++) {
            waiting.add("n" + i);
            phone.send(request("INVITE", "nobody-" + i, "n" + i, ""));
        }
        while (!waiting.isEmpty()) {
            String message = phone.receive(3_000);
            assertFalse(message.isEmpty(), () -> "no answer to " + waiting);
            String callId = RawPeer.header(message, "Call-ID");
            if (callId.startsWith("n") && !message.startsWith("SIP/2.0 100")) {
                assertTrue(message.startsWith("SIP/2.0 404"), message);
                phone.send(request("ACK", "nobody", callId, RawPeer.header(message, "To")));
                waiting.remove(callId);
            }
        }
    }

    private String answerTo(String callId) throws IOException {
        for (int i = 0; i < 200; i++) {
            String message = phone.receive(3_000);
            assertFalse(message.isEmpty(), "no answer to " + callId);
            if (RawPeer.header(message, "Call-ID").equals(callId)
                    && !message.startsWith("SIP/2.0 1")) {
                return message;
            }
        }
        throw new AssertionError("no final answer to " + callId);
    }

    @Test
    void shouldTakeNoPortWhenTheSessionIsRefused() throws Exception {
        service.always = 500;
        phone.send(request("INVITE", "echo", "refused", ""));
        assertTrue(answerTo("refused").startsWith("SIP/2.0 500"));
        assertEquals(0, opened.get());
    }

    @Test
    void shouldRefuseWhatItHasNoPortFor() throws Exception {
        phone.send(request("INVITE", "echo", "one", ""));
        String one = answerTo("one");
        phone.send(request("INVITE", "echo", "two", ""));
        String two = answerTo("two");
        phone.send(request("INVITE", "echo", "three", ""));
        String refused = answerTo("three");
        assertTrue(refused.startsWith("SIP/2.0 503"), refused);
        assertEquals(2, engine.activeLegs());
        hangUp("one", one);
        hangUp("two", two);
    }

    private void hangUp(String callId, String ok) throws IOException {
        String to = RawPeer.header(ok, "To");
        String uri = RawPeer.contact(ok);
        phone.send(phone.request("ACK", uri, to, callId, 1, "", ""));
        phone.send(phone.request("BYE", uri, to, callId, 2, "", ""));
    }
}
