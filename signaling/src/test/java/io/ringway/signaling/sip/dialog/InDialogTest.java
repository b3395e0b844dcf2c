package io.ringway.signaling.sip.dialog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.CloseReason;
import io.ringway.media.KeyOrigin;
import io.ringway.media.LegEvent;
import io.ringway.signaling.call.Cause;
import io.ringway.signaling.call.LegSignal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class InDialogTest {

    private TestAgent agent;
    private RawPeer phone;
    private UpCall call;

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

    private LegSignal signal() throws Exception {
        return call.caller.signals().next();
    }

    @Test
    void shouldBeHeldAndResumed() throws Exception {
        phone.send(call.request("INVITE", "", RawPeer.SDP + "a=sendonly\r\n"));
        phone.expect("200");
        call.ack(call.lastNumber());
        assertEquals(new LegSignal.Held(), signal());
        phone.send(
                call.request(
                        "INVITE",
                        "",
                        RawPeer.SDP.replace("c=IN IP4 127.0.0.1", "c=IN IP4 0.0.0.0")));
        phone.expect("200");
        call.ack(call.lastNumber());
        phone.send(call.request("UPDATE", "", RawPeer.SDP));
        assertTrue(RawPeer.body(phone.expect("200")).contains("m=audio"));
        assertEquals(new LegSignal.Resumed(), signal());
    }

    @Test
    void shouldHoldAndKeepTheCallWhenThatIsRefused() throws Exception {
        call.caller.leg().hold(true);
        String hold = phone.expect("INVITE");
        assertTrue(RawPeer.body(hold).contains("a=sendonly"));
        assertTrue(RawPeer.header(hold, "Contact").contains("echo@127.0.0.1"));
        phone.send(phone.response(hold, 488, "", "", ""));
        phone.expect("ACK");
        call.caller.leg().hold(false);
        String resume = phone.expect("INVITE");
        assertTrue(RawPeer.body(resume).contains("a=sendrecv"));
        phone.send(phone.response(resume, 200, "", "", RawPeer.SDP));
        phone.expect("ACK");
    }

    @Test
    void shouldOfferAgainAfterGlare() throws Exception {
        call.caller.leg().hold(true);
        String hold = phone.expect("INVITE");
        phone.send(call.request("INVITE", "", RawPeer.SDP));
        phone.expect("491");
        phone.send(call.request("ACK", call.lastNumber(), "", ""));
        phone.send(phone.response(hold, 491, "", "", ""));
        phone.expect("ACK");
        assertTrue(RawPeer.body(phone.expect("INVITE")).contains("a=sendonly"));
    }

    @Test
    void shouldTakeLateOfferInReInvite() throws Exception {
        phone.send(call.request("INVITE", "", ""));
        assertTrue(RawPeer.body(phone.expect("200")).contains("m=audio"));
        phone.send(call.request("ACK", call.lastNumber(), "", RawPeer.SDP + "a=inactive\r\n"));
        assertEquals(new LegSignal.Held(), signal());
    }

    @Test
    void shouldHearOneKeyPressOnceHoweverItIsTold() throws Exception {
        phone.send(
                call.request(
                        "INFO",
                        "Content-Type: application/dtmf-relay\r\n",
                        "Signal=5\r\nDuration=160\r\n"));
        phone.expect("200");
        agent.media(call.caller.leg().id())
                .emit(new LegEvent.KeyPressed('5', 160, KeyOrigin.IN_BAND));
        assertEquals(new LegSignal.KeyPressed('5', 160, KeyOrigin.SIGNALING), signal());
        phone.send(call.request("INFO", "Content-Type: application/dtmf\r\n", "#"));
        phone.expect("200");
        assertEquals(new LegSignal.KeyPressed('#', 250, KeyOrigin.SIGNALING), signal());
        phone.send(call.request("INFO", "Content-Type: text/plain\r\n", "x"));
        phone.expect("415");
    }

    @Test
    void shouldSendKeysAsThePeerUnderstandsThem() throws Exception {
        call.caller.leg().sendKeys("1*", 100);
        String first = phone.expect("INFO");
        assertEquals("Signal=1\r\nDuration=100\r\n", RawPeer.body(first));
        phone.send(phone.response(first, 200, "", "", ""));
        String second = phone.expect("INFO");
        assertEquals("Signal=*\r\nDuration=100\r\n", RawPeer.body(second));
        phone.send(phone.response(second, 200, "", "", ""));
        PlainMedia media = agent.media(call.caller.leg().id());
        media.keysAgreed = true;
        call.caller.leg().sendKeys("2", 100);
        phone.send(call.request("OPTIONS", "", ""));
        phone.expect("200");
        assertEquals(java.util.List.of("2"), media.keysSent);
    }

    @Test
    void shouldRefuseWhatComesOutOfOrderOrOutsideTheDialog() throws Exception {
        phone.send(call.request("INFO", 7, "", ""));
        phone.expect("200");
        phone.send(call.request("INFO", 6, "", ""));
        phone.expect("500");
        String uri = agent.uri("echo");
        phone.send(phone.request("BYE", uri, "<" + uri + ">;tag=no", "up", 9, "", ""));
        phone.expect("481");
    }

    @Test
    void shouldEndWhenItsMediaIsLost() throws Exception {
        agent.media(call.caller.leg().id())
                .emit(new LegEvent.Closed(CloseReason.MEDIA_TIMEOUT, "no RTP for 30 s"));
        assertTrue(RawPeer.header(phone.expect("BYE"), "Reason").contains("no RTP for 30 s"));
        assertEquals(Cause.Kind.MEDIA_LOST, ((LegSignal.Ended) signal()).cause().kind());
    }

    @Test
    void shouldRefuseABadOfferAndGoOn() throws Exception {
        phone.send(call.request("INVITE", "", RawPeer.SDP.replace("RTP/AVP 0", "RTP/AVP 18")));
        phone.expect("488");
        call.ack(call.lastNumber());
        phone.send(call.request("OPTIONS", "", ""));
        phone.expect("200");
    }
}
