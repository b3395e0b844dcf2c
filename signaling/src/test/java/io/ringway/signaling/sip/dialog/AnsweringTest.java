package io.ringway.signaling.sip.dialog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.signaling.call.Cause;
import io.ringway.signaling.call.LegSignal;
import io.ringway.signaling.sip.dialog.TestAgent.Caller;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class AnsweringTest {

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

    private String invite(String callId, String extra, String body) {
        String uri = agent.uri("echo");
        return phone.request("INVITE", uri, "<" + uri + ">", callId, 1, extra, body);
    }

    private void ack(String answer, String callId, String body) throws Exception {
        phone.send(
                phone.request(
                        "ACK",
                        RawPeer.contact(answer),
                        RawPeer.header(answer, "To"),
                        callId,
                        1,
                        "",
                        body));
    }

    @Test
    void shouldGiveUpWhenTheCallerWouldNotWaitLonger() throws Exception {
        String uri = agent.uri("echo");
        phone.send(
                phone.request(
                        "INVITE", uri, "<" + uri + ">", "e1", 1, "Expires: 1\r\n", RawPeer.SDP));
        Caller caller = agent.caller();
        phone.expect("487");
        assertEquals(
                Cause.Kind.NO_ANSWER, caller.signals().next(LegSignal.Ended.class).cause().kind());
    }

    @Test
    void shouldRingAnswerAndHangUp() throws Exception {
        phone.send(invite("a1", "", RawPeer.SDP));
        phone.expect("100");
        Caller caller = agent.caller();
        assertEquals("al", caller.parties().caller());
        assertEquals("Al", caller.parties().callerName());
        assertEquals("echo", caller.parties().called());
        caller.leg().ring();
        String ringing = phone.expect("180");
        assertTrue(RawPeer.header(ringing, "To").contains(";tag="));
        assertEquals("", RawPeer.body(ringing));
        caller.leg().answer();
        String ok = phone.expect("200");
        assertTrue(RawPeer.body(ok).contains("m=audio 40000"));
        assertEquals(RawPeer.header(ringing, "To"), RawPeer.header(ok, "To"));
        ack(ok, "a1", "");
        caller.signals().next(LegSignal.Answered.class);
        String bye =
                phone.request(
                        "BYE", RawPeer.contact(ok), RawPeer.header(ok, "To"), "a1", 2, "", "");
        phone.send(bye);
        phone.expect("200");
        assertEquals(
                Cause.Kind.HANGUP, caller.signals().next(LegSignal.Ended.class).cause().kind());
        assertTrue(agent.media(caller.leg().id()).closed);
        assertEquals(0, agent.agent.activeLegs());
    }

    @Test
    void shouldEndTheCallItself() throws Exception {
        phone.send(invite("a2", "", RawPeer.SDP));
        Caller caller = agent.caller();
        caller.leg().answer();
        String ok = phone.expect("200");
        ack(ok, "a2", "");
        caller.signals().next(LegSignal.Answered.class);
        caller.leg().hangUp(Cause.of(Cause.Kind.HANGUP));
        String bye = phone.expect("BYE " + phone.uri());
        assertTrue(RawPeer.header(bye, "Reason").contains("cause=16"));
        phone.send(phone.response(bye, 200, "", "", ""));
        caller.signals().next(LegSignal.Ended.class);
    }

    @Test
    void shouldCancel() throws Exception {
        String invite = invite("a3", "", RawPeer.SDP);
        phone.send(invite);
        Caller caller = agent.caller();
        caller.leg().ring();
        phone.expect("180");
        String branch = RawPeer.header(invite, "Via").replaceAll(".*branch=([^;]*).*", "$1");
        String uri = agent.uri("echo");
        phone.send(phone.request("CANCEL", uri, "<" + uri + ">", "a3", 1, branch, "", ""));
        String first = phone.receive(3_000);
        String second = phone.receive(3_000);
        assertTrue((first + second).contains("1 CANCEL"), first + second);
        assertTrue((first + second).contains("SIP/2.0 487"), first + second);
        assertEquals(
                Cause.Kind.CANCELLED, caller.signals().next(LegSignal.Ended.class).cause().kind());
    }

    @Test
    void shouldRefuse() throws Exception {
        phone.send(invite("a4", "", RawPeer.SDP));
        agent.caller().leg().refuse(Cause.of(Cause.Kind.SESSION_REFUSED));
        assertTrue(phone.expect("500").startsWith("SIP/2.0 500 Server Internal Error"));
    }

    @Test
    void shouldRepeatItsAnswerUntilAcknowledgedAndGiveUp() throws Exception {
        phone.send(invite("a5", "", RawPeer.SDP));
        Caller caller = agent.caller();
        caller.leg().answer();
        phone.expect("200");
        phone.expect("200");
        phone.expect("200");
        String bye = phone.expect("BYE");
        phone.send(phone.response(bye, 200, "", "", ""));
        assertEquals(
                Cause.Kind.TIMEOUT, caller.signals().next(LegSignal.Ended.class).cause().kind());
    }

    @Test
    void shouldAnswerARepeatedInviteOnce() throws Exception {
        String invite = invite("a6", "", RawPeer.SDP);
        phone.send(invite);
        phone.send(invite);
        Caller caller = agent.caller();
        caller.leg().answer();
        phone.expect("200");
        phone.send(invite);
        String ok = phone.expect("200");
        ack(ok, "a6", "");
        caller.signals().next(LegSignal.Answered.class);
        assertTrue(agent.nobodyCalls());
    }

    @Test
    void shouldOfferWhenTheCallerLeavesItToUs() throws Exception {
        phone.send(invite("a7", "", ""));
        Caller caller = agent.caller();
        caller.leg().answer();
        String ok = phone.expect("200");
        assertTrue(RawPeer.body(ok).contains("m=audio"));
        ack(ok, "a7", RawPeer.SDP);
        caller.signals().next(LegSignal.Answered.class);
        assertTrue(agent.media(caller.leg().id()).agreed());
    }

    @Test
    void shouldHangUpAfterABadAnswerInAck() throws Exception {
        phone.send(invite("a8", "", ""));
        Caller caller = agent.caller();
        caller.leg().answer();
        ack(phone.expect("200"), "a8", "v=0\r\nnonsense\r\n");
        phone.expect("BYE");
        assertEquals(
                Cause.Kind.PROTOCOL_ERROR,
                caller.signals().next(LegSignal.Ended.class).cause().kind());
    }

    @Test
    void shouldRefuseWhatNothingCanBeAgreedOn() throws Exception {
        phone.send(invite("a9", "", RawPeer.SDP.replace("RTP/AVP 0", "RTP/AVP 18")));
        String refused = phone.expect("488");
        assertTrue(RawPeer.header(refused, "Warning").contains("no codec in common"));
        assertTrue(agent.nobodyCalls());
        assertFalse(RawPeer.header(refused, "Server").isEmpty());
    }
}
