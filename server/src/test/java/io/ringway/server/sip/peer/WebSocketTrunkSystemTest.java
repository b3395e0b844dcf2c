package io.ringway.server.sip.peer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.server.sip.phone.Phone;
import io.ringway.server.sip.phone.PhoneCall;
import io.ringway.server.sip.phone.SipText;
import io.ringway.server.system.TestSpeech;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/** Calls by a WebSocket that the server opens, to the WebSocket edge of a Kamailio. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class WebSocketTrunkSystemTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String NUMBER = "4930123456";

    private PeerFolder folder;

    @BeforeEach
    void open(TestInfo test) throws Exception {
        Kamailio.assumeInstalled();
        folder = PeerFolder.of(test);
    }

    private SipServer customerOf(String server) throws Exception {
        return SipServer.start(
                folder,
                new SipServerPlan()
                        .route("to:49. via:* -> trunk:edge")
                        .trunk("edge", "server=sip:" + server + ";transport=ws", "qualify-s=0"));
    }

    /** Requests go both ways on the one connection. */
    @Test
    void shouldCallAndBeHungUpOn() throws Exception {
        TestSpeech speech = TestSpeech.load().beginning();
        try (Phone callee = Phone.listening();
                Kamailio edge =
                        Kamailio.start(
                                folder, callee.socket().port(), "udp", Map.of("alice", "secret"));
                SipServer server = customerOf(edge.webSocketUrl().replace("ws://", ""));
                Phone caller = Phone.udp(server.sipPort())) {
            PhoneCall call = caller.callTo(NUMBER);
            call.invite(caller.media().offer());
            SipText invite = callee.answer();
            call.answered();
            assertTrue(invite.all("Via").get(1).startsWith("SIP/2.0/WS "), invite.toString());
            caller.media().speak(speech.samples());
            EchoedPackets.assertWhole(speech.samples(), callee.media());
            callee.hangUp(invite);
            call.hungUpOn(LIMIT);
            server.awaitIdle();
        }
    }

    /** A server that takes TCP and answers no HTTP is no WebSocket's. */
    @Test
    void shouldFailWhereNoWebSocketIs() throws Exception {
        try (SipServer other = SipServer.start(new PeerFolder(folder.folder("other")));
                SipServer server = customerOf(other.domain());
                Phone caller = Phone.udp(server.sipPort())) {
            PhoneCall call = caller.callTo(NUMBER);
            SipText invite = call.invite(caller.media().offer());
            assertTrue(call.finalAnswer(invite).status() >= 400);
            call.acknowledgeRefusal();
            server.awaitIdle();
        }
    }
}
