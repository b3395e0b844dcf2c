package io.ringway.signaling.sip.dialog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.signaling.call.CallParties;
import io.ringway.signaling.call.Cause;
import io.ringway.signaling.call.DialRequest;
import io.ringway.signaling.call.DialTarget;
import io.ringway.signaling.call.LegSignal;
import io.ringway.signaling.call.TransferTarget;
import io.ringway.signaling.sip.dialog.TestAgent.Signals;
import io.ringway.signaling.sip.media.SipMediaFactory.Profile;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class InviteRequestTest {

    private static final String OURS = "sip:4930555@trunk.example";

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

    private String invite(
            String caller,
            String name,
            boolean assertIdentity,
            TransferTarget.@Nullable Attended replaces)
            throws Exception {
        OutgoingTarget target =
                new OutgoingTarget(
                        phone.uri(),
                        List.of(),
                        null,
                        Profile.RTP,
                        OURS,
                        assertIdentity,
                        Authenticator.NONE);
        agent.targets = asked -> new Targets.Plan(List.of(target), false);
        agent.agent.dial(
                new DialRequest(
                        "leg",
                        new DialTarget.Uri(phone.uri()),
                        new CallParties(caller, name, "200", "", ""),
                        replaces),
                signals);
        return phone.expect("INVITE");
    }

    @Test
    void shouldAssertWhoCalls() throws Exception {
        String invite = invite("100", "Zoë \"Z\" \\ Öz", true, null);
        assertEquals(
                "\"Zoë \\\"Z\\\" \\\\ Öz\" <" + OURS + ">",
                RawPeer.header(invite, "P-Asserted-Identity"));
        assertTrue(RawPeer.header(invite, "From").startsWith("\"Zoë \\\"Z\\\" \\\\ Öz\" <" + OURS));
        assertEquals("", RawPeer.header(invite, "Privacy"));
    }

    @Test
    void shouldWithholdWhoCallsFromAllButTheTrunk() throws Exception {
        String invite = invite("", "", true, null);
        assertTrue(
                RawPeer.header(invite, "From")
                        .startsWith("\"Anonymous\" <sip:anonymous@anonymous.invalid>"));
        assertEquals("<" + OURS + ">", RawPeer.header(invite, "P-Asserted-Identity"));
        assertEquals("id", RawPeer.header(invite, "Privacy"));
        assertFalse(RawPeer.contact(invite).contains("4930555"));
    }

    @Test
    void shouldTellNobodyWhoIsNotTrusted() throws Exception {
        String invite = invite("", "", false, null);
        assertEquals("", RawPeer.header(invite, "P-Asserted-Identity"));
        assertFalse(invite.contains("4930555"), invite);
    }

    @Test
    void shouldNameTheCallItTakesOver() throws Exception {
        TransferTarget.Attended other =
                new TransferTarget.Attended(phone.uri(), "a@b", "theirs", "ours");
        assertEquals(
                "a@b;to-tag=theirs;from-tag=ours",
                RawPeer.header(invite("100", "", false, other), "Replaces"));
    }

    @Test
    void shouldAskForTheIntervalThatIsDemanded() throws Exception {
        String invite = invite("100", "", false, null);
        assertEquals("1800", RawPeer.header(invite, "Session-Expires"));
        phone.send(phone.response(invite, 422, "x", "Min-SE: 3600\r\n", ""));
        phone.expect("ACK");
        String again = phone.expect("INVITE");
        assertEquals("3600", RawPeer.header(again, "Session-Expires"));
        assertEquals("3600", RawPeer.header(again, "Min-SE"));
        assertEquals("2 INVITE", RawPeer.header(again, "CSeq"));
        assertEquals(RawPeer.header(invite, "Call-ID"), RawPeer.header(again, "Call-ID"));
        phone.send(phone.response(again, 422, "x", "Min-SE: 7200\r\n", ""));
        signals.next(LegSignal.Ended.class);
    }

    @Test
    void shouldFollowARedirectionOnlyWhenThatIsWanted() throws Exception {
        String invite = invite("100", "", false, null);
        phone.send(phone.response(invite, 302, "x", "", ""));
        assertEquals(Cause.Kind.UNAVAILABLE, signals.next(LegSignal.Ended.class).cause().kind());
        UserAgentSettings settings =
                new UserAgentSettings("Ringway/test", 40, 1_800, 90, 0, 7, 100, 1, Profile.RTP);
        try (TestAgent follower = new TestAgent(settings);
                RawPeer old = new RawPeer("bo", follower.port());
                RawPeer moved = new RawPeer("cy", follower.port())) {
            Signals told = new Signals();
            follower.dial(old.uri(), told);
            String first = old.expect("INVITE");
            old.send(
                    old.response(first, 302, "x", "", "")
                            .replaceAll("Contact: .*\r\n", "Contact: <" + moved.uri() + ">\r\n"));
            old.expect("ACK");
            String second = moved.expect("INVITE " + moved.uri());
            moved.send(moved.response(second, 200, "y", "", RawPeer.SDP));
            moved.expect("ACK");
            told.next(LegSignal.Answered.class);
        }
    }
}
