package io.ringway.signaling.sip.dialog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.signaling.call.Cause;
import io.ringway.signaling.call.LegSignal;
import io.ringway.signaling.call.TransferProgress;
import io.ringway.signaling.call.TransferTarget;
import io.ringway.signaling.sip.dialog.TestAgent.Caller;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TransferTest {

    private TestAgent agent;
    private RawPeer phone;
    private UpCall call;

    /** Sequence numbers of what was told in this test. */
    private final Set<String> told = new HashSet<>();

    @BeforeEach
    void start() throws Exception {
        agent = new TestAgent();
        phone = new RawPeer("al", agent.port());
        call = UpCall.make(agent, phone);
    }

    @AfterEach
    void stop() {
        phone.close();
        agent.close();
    }

    private void expectNotify(String status, String state) throws Exception {
        String notify = nextNotify();
        assertTrue(RawPeer.body(notify).startsWith("SIP/2.0 " + status), notify);
        assertTrue(RawPeer.header(notify, "Subscription-State").startsWith(state), notify);
    }

    /** Answers until one comes that is no repetition: on a busy machine an answer may be late. */
    private String nextNotify() throws Exception {
        while (true) {
            String notify = phone.expect("NOTIFY");
            phone.send(phone.response(notify, 200, "", "", ""));
            if (told.add(RawPeer.header(notify, "CSeq"))) {
                return notify;
            }
        }
    }

    @Test
    void shouldBeAskedForABlindTransferAndTellItsProgress() throws Exception {
        phone.send(call.request("REFER", "Refer-To: <sip:200@example.com>\r\n", ""));
        phone.expect("202");
        expectNotify("100", "active");
        assertEquals(
                new TransferTarget.Blind("sip:200@example.com"),
                call.caller.signals().next(LegSignal.TransferRequested.class).target());
        call.caller.leg().tellTransfer(TransferProgress.RINGING);
        expectNotify("180", "active");
        call.caller.leg().tellTransfer(TransferProgress.DONE);
        expectNotify("200", "terminated");
    }

    @Test
    void shouldTellWhyATransferCameToNothing() throws Exception {
        phone.send(call.request("REFER", "Refer-To: <sip:nobody@example.com>\r\n", ""));
        phone.expect("202");
        expectNotify("100", "active");
        call.caller.leg().failTransfer(Cause.of(Cause.Kind.NOT_FOUND));
        expectNotify("404 Not", "terminated");
    }

    @Test
    void shouldUnderstandAnAttendedTransferWithoutSubscription() throws Exception {
        phone.send(
                call.request(
                        "REFER",
                        "Refer-To: <sip:200@example.com?Replaces=a%40b%3Bto-tag%3D1%3B"
                                + "from-tag%3D2>\r\nRefer-Sub: false\r\n",
                        ""));
        assertEquals("false", RawPeer.header(phone.expect("202"), "Refer-Sub"));
        assertEquals(
                new TransferTarget.Attended("sip:200@example.com", "a@b", "1", "2"),
                call.caller.signals().next(LegSignal.TransferRequested.class).target());
    }

    @Test
    void shouldRefuseReferToNobody() throws Exception {
        phone.send(call.request("REFER", "Refer-To: <mailto:a@b.c>\r\n", ""));
        phone.expect("400");
    }

    @Test
    void shouldAskForATransferAndHearOfIt() throws Exception {
        call.caller.leg().transfer(new TransferTarget.Blind("300"));
        String refer = phone.expect("REFER");
        assertEquals("<sip:300@127.0.0.1>", RawPeer.header(refer, "Refer-To"));
        phone.send(phone.response(refer, 202, "", "", ""));
        assertEquals(
                TransferProgress.TRYING,
                call.caller.signals().next(LegSignal.TransferProgressed.class).progress());
        notify("active;expires=60", "SIP/2.0 180 Ringing\r\n");
        assertEquals(
                TransferProgress.RINGING,
                call.caller.signals().next(LegSignal.TransferProgressed.class).progress());
        notify("terminated;reason=noresource", "SIP/2.0 486 Busy Here\r\n");
        assertEquals(
                TransferProgress.FAILED,
                call.caller.signals().next(LegSignal.TransferProgressed.class).progress());
    }

    private void notify(String state, String body) throws Exception {
        phone.send(
                call.request(
                        "NOTIFY",
                        "Event: refer\r\nSubscription-State: "
                                + state
                                + "\r\nContent-Type: message/sipfrag\r\n",
                        body));
        phone.expect("200");
    }

    @Test
    void shouldAskForAnAttendedTransfer() throws Exception {
        call.caller
                .leg()
                .transfer(new TransferTarget.Attended("sip:300@b.example", "c@d", "7", "8"));
        assertEquals(
                "<sip:300@b.example?Replaces=c%40d%3Bto-tag%3D7%3Bfrom-tag%3D8>",
                RawPeer.header(phone.expect("REFER"), "Refer-To"));
    }

    @Test
    void shouldLetACallBeTakenOver() throws Exception {
        String replaces =
                "Replaces: up-" + phone.port() + ";to-tag=" + call.tag() + ";from-tag=tal\r\n";
        try (RawPeer other = new RawPeer("cy", agent.port())) {
            String uri = agent.uri("echo");
            other.send(
                    other.request("INVITE", uri, "<" + uri + ">", "n1", 1, replaces, RawPeer.SDP));
            Caller taker = agent.caller();
            assertEquals(call.caller.leg().id(), taker.replaces());
            String early = replaces.replace("\r\n", ";early-only\r\n");
            other.send(other.request("INVITE", uri, "<" + uri + ">", "n2", 1, early, RawPeer.SDP));
            other.expect("486");
            String unknown = replaces.replace("up-", "no-");
            other.send(
                    other.request("INVITE", uri, "<" + uri + ">", "n3", 1, unknown, RawPeer.SDP));
            other.expect("481");
        }
    }

    @Test
    void shouldReadReferTo() {
        assertNull(ReferTo.parse("http://example.com"));
        assertNull(ReferTo.parse("sip:a@b?Replaces=only-a-call-id"));
        assertEquals(new TransferTarget.Blind("tel:+49301"), ReferTo.parse("tel:+49301"));
        assertEquals(
                TransferProgress.RINGING,
                Objects.requireNonNull(SipFragment.parse("SIP/2.0 183 X")).progress());
        assertNull(SipFragment.parse("HTTP/1.1 200 OK"));
    }
}
