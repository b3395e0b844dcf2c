package io.ringway.server.sip.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringway.server.WavSamples;
import io.ringway.server.sip.phone.Phone;
import io.ringway.server.sip.phone.PhoneCall;
import io.ringway.server.sip.phone.SipText;
import io.ringway.server.system.TestSpeech;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/** Alice sends Bob, with whom she talks, to Carol (RFC 3515, RFC 3891, RFC 5589). */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class TransferSystemTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

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
        assertTalk(bob, carol);
        assertTalk(carol, bob);
    }

    @Test
    void shouldSendBobToCarolWhoKnows() throws Exception {
        PhoneCall toCarol = alice.callTo("carol");
        toCarol.invite(alice.media().offer());
        carol.answer();
        toCarol.answered();
        String replaces = URLEncoder.encode(toCarol.replaces(), StandardCharsets.UTF_8);
        refer(server.uri("carol") + "?Replaces=" + replaces);
        awaitProgress("SIP/2.0 200");
        toCarol.hungUpOn(LIMIT);
        assertTalk(bob, carol);
        assertTalk(carol, bob);
    }

    @Test
    void shouldGoOnWhenNobodyIsThere() throws Exception {
        refer(server.uri("nobody"));
        awaitProgress("SIP/2.0 4");
        assertTalk(alice, bob);
        assertTalk(bob, alice);
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

    private static void assertTalk(Phone from, Phone to) throws Exception {
        TestSpeech speech = TestSpeech.load().beginning();
        int before = to.media().heard().length;
        from.media().speak(speech.samples());
        from.media().speak(new short[TestSpeech.RATE_HZ / 2]);
        short[] heard = to.media().heard();
        short[] since = Arrays.copyOfRange(heard, before, heard.length);
        Heard.assertStretched(speech, new WavSamples(TestSpeech.RATE_HZ, 1, since));
    }
}
