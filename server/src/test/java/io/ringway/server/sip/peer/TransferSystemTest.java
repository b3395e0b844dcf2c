package io.ringway.server.sip.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringway.server.sip.phone.Phone;
import io.ringway.server.sip.phone.PhoneCall;
import io.ringway.server.sip.phone.SipText;
import io.ringway.server.system.Await;
import io.ringway.server.turn.Listens;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/** Alice sends Bob, with whom she talks, to Carol (RFC 3515, RFC 3891, RFC 5589). */
@Listens
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class TransferSystemTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** ITU-T E.180 as most of Europe has it. */
    private static final double RINGBACK_HZ = 425;

    private static final double LEAST_SHARE = 0.9;

    private SipServer server;
    private Phone alice;
    private Phone bob;
    private Phone carol;
    private PhoneCall toBob;

    @BeforeEach
    void callBob(TestInfo test) throws Exception {
        bob = Phone.listening();
        carol = Phone.listening();
        SipServerPlan plan =
                new SipServerPlan()
                        .route("to:bob via:* -> " + bob.uri())
                        .route("to:carol via:* -> " + carol.uri());
        server = SipServer.start(PeerFolder.of(test), plan);
        alice = Phone.udp(server.sipPort());
        toBob = alice.callTo("bob");
        toBob.invite(alice.media().offer());
        bob.answer();
        toBob.answered();
    }

    @AfterEach
    void close() throws Exception {
        for (Phone phone : new Phone[] {alice, bob, carol}) {
            if (phone != null) {
                phone.close();
            }
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void shouldSendBobToCarolUnannounced() throws Exception {
        refer(server.uri("carol"));
        carol.answer();
        awaitProgress("SIP/2.0 200");
        PhoneTalk.assertTalk(bob, carol);
        PhoneTalk.assertTalk(carol, bob);
    }

    @Test
    void shouldSendBobToCarolWhoKnows() throws Exception {
        PhoneCall toCarol = alice.callTo("carol");
        toCarol.invite(alice.media().offer());
        carol.answer();
        toCarol.answered();
        sendBobAfter(toCarol);
        awaitProgress("SIP/2.0 200");
        toCarol.hungUpOn(LIMIT);
        PhoneTalk.assertTalk(bob, carol);
        PhoneTalk.assertTalk(carol, bob);
    }

    @Test
    void shouldSendBobToCarolWhoStillRings() throws Exception {
        PhoneCall toCarol = ringAtCarol();
        sendBobAfter(toCarol);
        awaitProgress("SIP/2.0 180");
        // Carol's phone goes on ringing, for Bob; nobody rings there a second time.
        assertEquals(487, toCarol.finalAnswer("INVITE", 1, LIMIT).status());
        toCarol.acknowledgeRefusal();
        Await.until(
                "Bob hears ringback",
                LIMIT,
                () -> Loudness.share(bob.media().heard(), RINGBACK_HZ),
                share -> share > LEAST_SHARE);
        carol.pickUp(carol.awaitInvite());
        awaitProgress("SIP/2.0 200");
        PhoneTalk.assertTalk(bob, carol);
        PhoneTalk.assertTalk(carol, bob);
        assertEquals(1, carol.calls().size());
    }

    @Test
    void shouldSendBobToCarolAlsoWhenAliceIsGoneBeforeSheAnswers() throws Exception {
        PhoneCall toCarol = ringAtCarol();
        sendBobAfter(toCarol);
        toCarol.acknowledgeRefusal();
        toBob.hangUp();
        carol.pickUp(carol.awaitInvite());
        PhoneTalk.assertTalk(bob, carol);
        PhoneTalk.assertTalk(carol, bob);
    }

    @Test
    void shouldGoOnWhenCarolWhoRangIsBusyAfterAll() throws Exception {
        PhoneCall toCarol = ringAtCarol();
        sendBobAfter(toCarol);
        awaitProgress("SIP/2.0 180");
        toCarol.acknowledgeRefusal();
        carol.respond(carol.awaitInvite(), "486 Busy Here", List.of(), "");
        awaitProgress("SIP/2.0 486");
        PhoneTalk.assertTalk(alice, bob);
        PhoneTalk.assertTalk(bob, alice);
        toBob.hangUp();
        server.awaitIdle();
    }

    private PhoneCall ringAtCarol() throws Exception {
        PhoneCall toCarol = alice.callTo("carol");
        toCarol.invite(alice.media().offer());
        carol.ring();
        return toCarol.ringing();
    }

    private void sendBobAfter(PhoneCall toCarol) throws Exception {
        String replaces = URLEncoder.encode(toCarol.replaces(), StandardCharsets.UTF_8);
        refer(server.uri("carol") + "?Replaces=" + replaces);
    }

    @Test
    void shouldGoOnWhenNobodyIsThere() throws Exception {
        refer(server.uri("nobody"));
        awaitProgress("SIP/2.0 4");
        PhoneTalk.assertTalk(alice, bob);
        PhoneTalk.assertTalk(bob, alice);
        toBob.hangUp();
        server.awaitIdle();
    }

    private void refer(String uri) throws Exception {
        SipText refer = toBob.request("REFER", "", "Refer-To: <" + uri + ">");
        assertEquals(202, toBob.finalAnswer(refer).status());
    }

    /** Waits for a NOTIFY with a fragment of the answer (RFC 3515 §2.4.5). */
    private void awaitProgress(String status) throws Exception {
        alice.await(
                "NOTIFY of " + status,
                m -> m.request() && m.method().equals("NOTIFY") && m.body().startsWith(status));
    }
}
