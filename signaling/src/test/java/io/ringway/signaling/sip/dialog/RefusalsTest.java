package io.ringway.signaling.sip.dialog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.signaling.call.LegSignal;
import io.ringway.signaling.sip.dialog.TestAgent.Caller;
import io.ringway.signaling.sip.media.SipMediaFactory.Profile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class RefusalsTest {

    private TestAgent agent;
    private RawPeer phone;
    private int calls;

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

    private String request(String method, String uri, String extra, String body) {
        return phone.request(method, uri, "<" + uri + ">", "f" + ++calls, 1, extra, body);
    }

    private String refused(int status, String method, String extra, String body) throws Exception {
        phone.send(request(method, agent.uri("echo"), extra, body));
        return phone.expect("SIP/2.0 " + status);
    }

    @Test
    void shouldTellWhatIsNotUnderstood() throws Exception {
        assertTrue(
                RawPeer.header(
                                refused(420, "INVITE", "Require: fly\r\n", RawPeer.SDP),
                                "Unsupported")
                        .contains("fly"));
        assertTrue(
                RawPeer.header(
                                refused(415, "INVITE", "Content-Type: text/plain\r\n", "hello"),
                                "Accept")
                        .contains("application/sdp"));
        assertTrue(RawPeer.header(refused(405, "SUBSCRIBE", "", ""), "Allow").contains("INVITE"));
        refused(501, "DANCE", "", "");
        refused(481, "BYE", "", "");
        phone.send(request("INVITE", "http://example.com/", "", RawPeer.SDP));
        phone.expect("416");
        phone.send(
                request("INVITE", agent.uri("echo"), "", RawPeer.SDP)
                        .replace("Max-Forwards: 70", "Max-Forwards: 0"));
        phone.expect("483");
        assertTrue(agent.nobodyCalls());
    }

    @Test
    void shouldAnswerACancelOfNothing() throws Exception {
        String cancel = request("CANCEL", agent.uri("echo"), "", "");
        phone.send(cancel);
        String answer = phone.expect("481");
        phone.send(cancel);
        assertEquals(RawPeer.header(answer, "To"), RawPeer.header(phone.expect("481"), "To"));
    }

    @Test
    void shouldAnswerWhatLacksAHeaderTheSameEachTime() throws Exception {
        String publish = request("PUBLISH", agent.uri("echo"), "", "");
        phone.send(publish);
        String answer = phone.expect("405");
        assertTrue(RawPeer.header(answer, "Allow").contains("INVITE"));
        phone.send(publish);
        assertEquals(RawPeer.header(answer, "To"), RawPeer.header(phone.expect("405"), "To"));
        refused(400, "NOTIFY", "", "");
        String invite = request("INVITE", agent.uri("echo"), "", RawPeer.SDP);
        phone.send(invite.replaceAll("Contact: .*\r\n", ""));
        assertTrue(RawPeer.header(phone.expect("400"), "Warning").contains("Contact"));
    }

    @Test
    void shouldTakeCallsOfThoseWhoCountNoHops() throws Exception {
        String invite = request("INVITE", agent.uri("echo"), "", RawPeer.SDP);
        phone.send(invite.replace("Max-Forwards: 70\r\n", ""));
        agent.caller().leg().answer();
        phone.expect("200");
    }

    @Test
    void shouldAnswerOptionsUntilItDrains() throws Exception {
        phone.send(request("OPTIONS", agent.uri("x"), "", ""));
        String ok = phone.expect("200");
        assertTrue(RawPeer.header(ok, "Allow").contains("INVITE"));
        assertTrue(RawPeer.header(ok, "Accept").contains("application/sdp"));
        agent.agent.drain();
        assertEquals("7", RawPeer.header(refused(503, "OPTIONS", "", ""), "Retry-After"));
        assertEquals("7", RawPeer.header(refused(503, "INVITE", "", RawPeer.SDP), "Retry-After"));
    }

    @Test
    void shouldRefuseMoreCallsThanItMayHave() throws Exception {
        UserAgentSettings one =
                new UserAgentSettings("Ringway/test", 40, 1_800, 90, 0, 7, 1, 0, Profile.RTP);
        try (TestAgent small = new TestAgent(one);
                RawPeer caller = new RawPeer("di", small.port())) {
            UpCall first = UpCall.make(small, caller, "o1", "");
            String uri = small.uri("echo");
            caller.send(caller.request("INVITE", uri, "<" + uri + ">", "o2", 1, "", RawPeer.SDP));
            assertEquals("7", RawPeer.header(caller.expect("503"), "Retry-After"));
            caller.send(first.request("BYE", "", ""));
            caller.expect("200");
            first.caller.signals().next(LegSignal.Ended.class);
            UpCall.make(small, caller, "o3", "");
        }
    }

    @Test
    void shouldNoticeTheSameCallOnTwoWays() throws Exception {
        String invite = request("INVITE", agent.uri("echo"), "", RawPeer.SDP);
        phone.send(invite);
        agent.caller();
        phone.send(invite.replace("branch=z9hG4bK", "branch=z9hG4bKother"));
        phone.expect("482");
    }

    @Test
    void shouldFindSdpAmongOtherParts() throws Exception {
        String body =
                "--b1\r\nContent-Type: text/plain\r\n\r\nhi\r\n--b1\r\n"
                        + "Content-Type: application/sdp\r\n\r\n"
                        + RawPeer.SDP
                        + "\r\n--b1--\r\n";
        phone.send(
                request(
                        "INVITE",
                        agent.uri("echo"),
                        "Content-Type: multipart/mixed;boundary=b1\r\n",
                        body));
        Caller caller = agent.caller();
        caller.leg().answer();
        assertTrue(RawPeer.body(phone.expect("200")).contains("m=audio"));
    }

    @Test
    void shouldRefuseTooShortSessionsAndEndOnesThatAreNotRefreshed() throws Exception {
        UserAgentSettings settings =
                new UserAgentSettings("Ringway/test", 40, 1_800, 2, 0, 7, 100, 0, Profile.RTP);
        try (TestAgent quick = new TestAgent(settings);
                RawPeer caller = new RawPeer("di", quick.port())) {
            String uri = quick.uri("echo");
            caller.send(
                    caller.request(
                            "INVITE",
                            uri,
                            "<" + uri + ">",
                            "s1",
                            1,
                            "Supported: timer\r\nSession-Expires: 1\r\n",
                            RawPeer.SDP));
            assertEquals("2", RawPeer.header(caller.expect("422"), "Min-SE"));
            UpCall call =
                    UpCall.make(
                            quick,
                            caller,
                            "s2",
                            "Supported: timer\r\nSession-Expires: 2;refresher=uac\r\n");
            assertEquals("2;refresher=uac", RawPeer.header(call.answer, "Session-Expires"));
            caller.expect("BYE");
            call.caller.signals().next(LegSignal.Ended.class);
        }
    }

    @Test
    void shouldRefreshSessionsAndNoticeAPeerThatIsGone() throws Exception {
        UserAgentSettings settings =
                new UserAgentSettings("Ringway/test", 40, 0, 2, 1, 7, 100, 0, Profile.RTP);
        try (TestAgent quick = new TestAgent(settings);
                RawPeer caller = new RawPeer("di", quick.port())) {
            UpCall.make(
                    quick,
                    caller,
                    "s3",
                    "Supported: timer\r\nAllow: UPDATE\r\nSession-Expires: 2;refresher=uas\r\n");
            String update = caller.expect("UPDATE");
            assertEquals("2;refresher=uac", RawPeer.header(update, "Session-Expires"));
            caller.send(caller.response(update, 481, "", "", ""));
            caller.expect("BYE");
            UpCall silent = UpCall.make(quick, caller, "s4", "");
            caller.send(caller.response(caller.expect("OPTIONS"), 481, "", "", ""));
            caller.expect("BYE");
            silent.caller.signals().next(LegSignal.Ended.class);
        }
    }
}
