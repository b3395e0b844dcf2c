package io.ringway.signaling.sip.dialog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.signaling.call.Cause;
import io.ringway.signaling.call.LegSignal;
import io.ringway.signaling.sip.dialog.TestAgent.Caller;
import io.ringway.signaling.sip.dialog.TestAgent.Signals;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ReliableProvisionalTest {

    private TestAgent agent;
    private RawPeer phone;

    @BeforeEach
    void start() throws Exception {
        agent = new TestAgent();
        phone = new RawPeer("al", agent.port());
    }

    @AfterEach
    void stop() {
        phone.close();
        agent.close();
    }

    private String inDialog(String method, String response, int cseq, String extra, String body) {
        return phone.request(
                method,
                RawPeer.contact(response),
                RawPeer.header(response, "To"),
                "r1",
                cseq,
                extra,
                body);
    }

    private Caller call(String extra, String body) throws Exception {
        String uri = agent.uri("echo");
        phone.send(phone.request("INVITE", uri, "<" + uri + ">", "r1", 1, extra, body));
        return agent.caller();
    }

    @Test
    void shouldSendEarlyMediaReliablyAndAnswerAfterThePrack() throws Exception {
        Caller caller = call("Supported: 100rel\r\n", RawPeer.SDP);
        caller.leg().progress();
        caller.leg().answer();
        String progress = phone.expect("183");
        assertEquals("100rel", RawPeer.header(progress, "Require"));
        assertTrue(RawPeer.body(progress).contains("m=audio"));
        assertEquals(RawPeer.header(progress, "RSeq"), RawPeer.header(phone.expect("183"), "RSeq"));
        String rseq = RawPeer.header(progress, "RSeq");
        phone.send(inDialog("PRACK", progress, 2, "RAck: 1 99 INVITE\r\n", ""));
        phone.expect("481");
        phone.send(inDialog("PRACK", progress, 3, "RAck: " + rseq + " 1 INVITE\r\n", ""));
        phone.expect("200");
        String ok = phone.expect("200");
        assertEquals("1 INVITE", RawPeer.header(ok, "CSeq"));
        assertEquals("", RawPeer.body(ok));
        phone.send(inDialog("ACK", ok, 1, "", ""));
        caller.signals().next(LegSignal.Answered.class);
    }

    @Test
    void shouldOfferInAReliableResponseAndTakeTheAnswerInPrack() throws Exception {
        Caller caller = call("Require: 100rel\r\n", "");
        caller.leg().ring();
        String ringing = phone.expect("180");
        assertTrue(RawPeer.body(ringing).contains("m=audio"));
        String rack = "RAck: " + RawPeer.header(ringing, "RSeq") + " 1 INVITE\r\n";
        phone.send(inDialog("PRACK", ringing, 2, rack, RawPeer.SDP));
        phone.expect("200");
        assertTrue(agent.media(caller.leg().id()).agreed());
    }

    @Test
    void shouldAnswerAnOfferInPrack() throws Exception {
        Caller caller = call("Supported: 100rel\r\n", RawPeer.SDP);
        caller.leg().progress();
        String progress = phone.expect("183");
        String rack = "RAck: " + RawPeer.header(progress, "RSeq") + " 1 INVITE\r\n";
        phone.send(inDialog("PRACK", progress, 2, rack, RawPeer.SDP));
        assertTrue(RawPeer.body(phone.expect("200")).contains("m=audio"));
    }

    @Test
    void shouldGiveUpWithoutPrack() throws Exception {
        Caller caller = call("Supported: 100rel\r\n", RawPeer.SDP);
        caller.leg().progress();
        phone.expect("504");
        assertEquals(
                Cause.Kind.TIMEOUT, caller.signals().next(LegSignal.Ended.class).cause().kind());
    }

    @Test
    void shouldAcknowledgeReliableResponsesOnceAndInOrder() throws Exception {
        Signals signals = new Signals();
        agent.dial(phone.uri(), signals);
        String invite = phone.expect("INVITE");
        String first =
                phone.response(invite, 183, "x", "Require: 100rel\r\nRSeq: 5\r\n", RawPeer.SDP);
        phone.send(first);
        String prack = phone.expect("PRACK");
        assertEquals("5 1 INVITE", RawPeer.header(prack, "RAck"));
        signals.next(LegSignal.Progressed.class);
        phone.send(phone.response(prack, 200, "", "", ""));
        phone.send(first);
        phone.send(phone.response(invite, 180, "x", "Require: 100rel\r\nRSeq: 7\r\n", ""));
        phone.send(phone.response(invite, 180, "x", "Require: 100rel\r\nRSeq: 6\r\n", ""));
        assertEquals("6 1 INVITE", RawPeer.header(phone.expect("PRACK"), "RAck"));
    }

    @Test
    void shouldKeepOneInFlight() {
        ReliableProvisional<String> reliable = new ReliableProvisional<>(1, 10);
        assertEquals("a", reliable.send("a"));
        assertNull(reliable.send("b"));
        assertFalse(reliable.acknowledge(10, 2, "INVITE"));
        assertFalse(reliable.acknowledge(11, 1, "INVITE"));
        assertTrue(reliable.acknowledge(10, 1, "INVITE"));
        assertEquals("b", reliable.next());
        assertEquals(11, reliable.rseq());
        assertTrue(reliable.pending());
    }
}
