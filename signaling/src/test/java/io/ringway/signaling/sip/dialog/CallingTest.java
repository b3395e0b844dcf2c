package io.ringway.signaling.sip.dialog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.signaling.call.CallLeg;
import io.ringway.signaling.call.Cause;
import io.ringway.signaling.call.LegSignal;
import io.ringway.signaling.sip.dialog.TestAgent.Signals;
import io.ringway.signaling.sip.media.SipMediaFactory.Profile;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class CallingTest {

    private final Signals signals = new Signals();
    private TestAgent agent;
    private RawPeer phone;

    @BeforeEach
    void start() throws Exception {
        agent = new TestAgent();
        phone = new RawPeer("bo", agent.port());
    }

    @AfterEach
    void stop() {
        phone.close();
        agent.close();
    }

    @Test
    void shouldCallAndHangUp() throws Exception {
        CallLeg leg = agent.dial(phone.uri(), signals);
        String invite = phone.expect("INVITE " + phone.uri());
        assertEquals(
                List.of("Via", "Max-Forwards", "From", "To", "Call-ID", "CSeq", "Contact"),
                RawPeer.names(invite).subList(0, 7));
        assertTrue(RawPeer.header(invite, "From").contains("100@127.0.0.1"));
        assertTrue(RawPeer.body(invite).contains("m=audio"));
        assertTrue(RawPeer.header(invite, "Supported").contains("timer"));
        phone.send(phone.response(invite, 180, "x", "", ""));
        signals.next(LegSignal.Ringing.class);
        phone.send(phone.response(invite, 200, "x", "", RawPeer.SDP));
        String ack = phone.expect("ACK " + phone.uri());
        assertEquals("1 ACK", RawPeer.header(ack, "CSeq"));
        signals.next(LegSignal.Answered.class);
        assertEquals(leg.id(), Objects.requireNonNull(leg.media()).sessionId());
        phone.send(phone.response(invite, 200, "x", "", RawPeer.SDP));
        phone.expect("ACK");
        leg.hangUp(Cause.of(Cause.Kind.HANGUP));
        String bye = phone.expect("BYE");
        assertEquals("2 BYE", RawPeer.header(bye, "CSeq"));
        phone.send(phone.response(bye, 200, "", "", ""));
        signals.next(LegSignal.Ended.class);
    }

    @Test
    void shouldLeaveAnAnsweredCallAlone() throws Exception {
        agent.dial(phone.uri(), signals);
        String invite = phone.expect("INVITE");
        phone.send(phone.response(invite, 180, "x", "", ""));
        phone.send(phone.response(invite, 200, "x", "", RawPeer.SDP));
        phone.expect("ACK");
        phone.send(phone.response(invite, 200, "x", "", RawPeer.SDP));
        phone.expect("ACK");
        assertEquals("", phone.receive(64 * 40));
    }

    @Test
    void shouldCancelOnlyAfterAProvisionalResponse() throws Exception {
        CallLeg leg = agent.dial(phone.uri(), signals);
        String invite = phone.expect("INVITE");
        leg.hangUp(new Cause(Cause.Kind.NO_ANSWER, ""));
        assertEquals(Cause.Kind.NO_ANSWER, signals.next(LegSignal.Ended.class).cause().kind());
        phone.send(phone.response(invite, 100, "", "", ""));
        String cancel = phone.expect("CANCEL");
        assertEquals(RawPeer.header(invite, "Via"), RawPeer.header(cancel, "Via"));
        assertTrue(RawPeer.header(cancel, "Reason").contains("cause=19"));
        phone.send(phone.response(cancel, 200, "x", "", ""));
        phone.send(phone.response(invite, 487, "x", "", ""));
        phone.expect("ACK");
    }

    @Test
    void shouldEndAnAnswerThatCrossedItsCancel() throws Exception {
        CallLeg leg = agent.dial(phone.uri(), signals);
        String invite = phone.expect("INVITE");
        phone.send(phone.response(invite, 180, "x", "", ""));
        signals.next(LegSignal.Ringing.class);
        leg.hangUp(Cause.of(Cause.Kind.CANCELLED));
        phone.expect("CANCEL");
        phone.send(phone.response(invite, 200, "x", "", RawPeer.SDP));
        phone.expect("ACK");
        phone.expect("BYE");
    }

    @Test
    void shouldTellWhyACallFailed() throws Exception {
        agent.dial(phone.uri(), signals);
        phone.send(phone.response(phone.expect("INVITE"), 486, "x", "", ""));
        phone.expect("ACK");
        assertEquals(Cause.Kind.BUSY, signals.next(LegSignal.Ended.class).cause().kind());
    }

    @Test
    void shouldTakeTheFirstForkAndEndTheOther() throws Exception {
        agent.dial(phone.uri(), signals);
        String invite = phone.expect("INVITE");
        phone.send(phone.response(invite, 183, "x", "", RawPeer.SDP));
        signals.next(LegSignal.Progressed.class);
        phone.send(phone.response(invite, 180, "y", "", ""));
        signals.next(LegSignal.Ringing.class);
        String other = RawPeer.SDP.replace("41000", "41002");
        phone.send(phone.response(invite, 200, "y", "", other));
        signals.next(LegSignal.Answered.class);
        phone.expect("ACK");
        String again = phone.expect("INVITE");
        assertTrue(RawPeer.header(again, "To").contains("tag=y"));
        phone.send(phone.response(invite, 200, "x", "", RawPeer.SDP));
        assertTrue(RawPeer.header(phone.expect("ACK"), "To").contains("tag=x"));
        assertTrue(RawPeer.header(phone.expect("BYE"), "To").contains("tag=x"));
        phone.send(phone.response(again, 200, "y", "", other));
        assertTrue(RawPeer.header(phone.expect("ACK"), "To").contains("tag=y"));
    }

    @Test
    void shouldEndTheOtherOfTwoWhoAnswerAtOnce() throws Exception {
        agent.dial(phone.uri(), signals);
        String invite = phone.expect("INVITE");
        phone.send(phone.response(invite, 200, "x", "", RawPeer.SDP));
        phone.send(phone.response(invite, 200, "y", "", RawPeer.SDP));
        assertTrue(RawPeer.header(phone.expect("ACK"), "To").contains("tag=x"));
        assertTrue(RawPeer.header(phone.expect("ACK"), "To").contains("tag=y"));
        assertTrue(RawPeer.header(phone.expect("BYE"), "To").contains("tag=y"));
    }

    @Test
    void shouldCallAllContactsAndCancelTheRest() throws Exception {
        try (RawPeer second = new RawPeer("cy", agent.port())) {
            agent.dial(
                    List.of(
                            OutgoingTarget.of(phone.uri(), Profile.RTP),
                            OutgoingTarget.of(second.uri(), Profile.RTP)),
                    true,
                    signals);
            String first = phone.expect("INVITE");
            String other = second.expect("INVITE");
            assertNotEquals(RawPeer.header(first, "Call-ID"), RawPeer.header(other, "Call-ID"));
            phone.send(phone.response(first, 180, "x", "", ""));
            second.send(second.response(other, 180, "y", "", ""));
            signals.next(LegSignal.Ringing.class);
            second.send(second.response(other, 200, "y", "", RawPeer.SDP));
            signals.next(LegSignal.Answered.class);
            assertTrue(
                    RawPeer.header(phone.expect("CANCEL"), "Reason")
                            .contains("Call completed elsewhere"));
        }
    }

    @Test
    void shouldTryTheNextPlaceWhenTheFirstIsOverloaded() throws Exception {
        try (RawPeer second = new RawPeer("cy", agent.port())) {
            agent.dial(
                    List.of(
                            OutgoingTarget.of(phone.uri(), Profile.RTP),
                            OutgoingTarget.of(second.uri(), Profile.RTP)),
                    false,
                    signals);
            phone.send(phone.response(phone.expect("INVITE"), 503, "x", "", ""));
            second.send(second.response(second.expect("INVITE"), 180, "y", "", ""));
            signals.next(LegSignal.Ringing.class);
        }
    }

    @Test
    void shouldGiveUpWhenNothingAnswers() throws Exception {
        agent.dial(phone.uri(), signals);
        phone.expect("INVITE");
        phone.expect("INVITE");
        LegSignal.Ended ended = (LegSignal.Ended) signals.within(10);
        assertEquals(Cause.Kind.TIMEOUT, ended.cause().kind());
    }
}
