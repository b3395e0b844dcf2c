package io.ringway.signaling.sip.dialog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.signaling.call.CallLeg;
import io.ringway.signaling.call.Cause;
import io.ringway.signaling.call.LegSignal;
import io.ringway.signaling.sip.dialog.TestAgent.Caller;
import io.ringway.signaling.sip.dialog.TestAgent.Signals;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Calls by way of a proxy that records its route twice, as one between two networks does (RFC
 * 5658); the phone behind it cannot be reached any other way.
 */
@Timeout(20)
class ProxiedCallTest {

    private static final String PHONE = "sip:al@192.0.2.7:5070;ob";

    private TestAgent agent;
    private RawPeer proxy;
    private String near;
    private String far;

    @BeforeEach
    void start() throws Exception {
        agent = new TestAgent();
        proxy = new RawPeer("al", agent.port());
        near = "<sip:127.0.0.1:" + proxy.port() + ";lr;r2=on>";
        far = "<sip:192.0.2.1:5090;transport=tcp;lr;r2=on>";
    }

    @AfterEach
    void stop() {
        proxy.close();
        agent.close();
    }

    private static List<String> values(String message, String name) {
        return message.lines()
                .filter(line -> line.startsWith(name + ": "))
                .flatMap(line -> List.of(line.substring(name.length() + 2).split(",")).stream())
                .map(String::strip)
                .toList();
    }

    private String behind(String message) {
        return message.replaceAll("Contact: <[^>]*>", "Contact: <" + PHONE + ">");
    }

    @Test
    void shouldGoBackByTheWayACallerCame() throws Exception {
        String uri = agent.uri("echo");
        String records = "Record-Route: " + near + "\r\nRecord-Route: " + far + "\r\n";
        String invite =
                proxy.request("INVITE", uri, "<" + uri + ">", "p1", 1, records, RawPeer.SDP);
        proxy.send(behind(invite));
        Caller caller = agent.caller();
        caller.leg().ring();
        assertEquals(List.of(near, far), values(proxy.expect("180"), "Record-Route"));
        caller.leg().answer();
        String answer = proxy.expect("200");
        assertEquals(List.of(near, far), values(answer, "Record-Route"));
        assertEquals(
                List.of("Via", "Record-Route", "From", "To", "Call-ID", "CSeq"),
                RawPeer.names(answer).stream().distinct().limit(6).toList());
        String to = RawPeer.header(answer, "To");
        proxy.send(proxy.request("ACK", RawPeer.contact(answer), to, "p1", 1, "", ""));
        caller.signals().next(LegSignal.Answered.class);
        caller.leg().hold(true);
        String again = proxy.expect("INVITE " + PHONE);
        assertEquals(List.of(near, far), values(again, "Route"));
        assertEquals("70", RawPeer.header(again, "Max-Forwards"));
        proxy.send(behind(proxy.response(again, 200, "", "", RawPeer.SDP)));
        assertEquals(List.of(near, far), values(proxy.expect("ACK " + PHONE), "Route"));
        caller.leg().hangUp(Cause.of(Cause.Kind.HANGUP));
        String bye = proxy.expect("BYE " + PHONE);
        assertEquals(List.of(near, far), values(bye, "Route"));
        proxy.send(proxy.response(bye, 200, "", "", ""));
    }

    @Test
    void shouldGoTheWayBackwardsToWhomItCalls() throws Exception {
        Signals signals = new Signals();
        CallLeg leg = agent.dial(proxy.uri(), signals);
        String invite = proxy.expect("INVITE");
        String records = "Record-Route: " + far + "\r\nRecord-Route: " + near + "\r\n";
        proxy.send(behind(proxy.response(invite, 200, "x", records, RawPeer.SDP)));
        String ack = proxy.expect("ACK " + PHONE);
        assertEquals(List.of(near, far), values(ack, "Route"));
        assertTrue(RawPeer.header(ack, "To").contains("tag=x"));
        signals.next(LegSignal.Answered.class);
        leg.hangUp(Cause.of(Cause.Kind.HANGUP));
        String bye = proxy.expect("BYE " + PHONE);
        assertEquals(List.of(near, far), values(bye, "Route"));
        assertEquals("2 BYE", RawPeer.header(bye, "CSeq"));
        proxy.send(proxy.response(bye, 200, "", "", ""));
    }
}
