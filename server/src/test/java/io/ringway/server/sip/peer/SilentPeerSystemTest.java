package io.ringway.server.sip.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.server.sip.phone.Phone;
import io.ringway.server.sip.phone.PhoneCall;
import io.ringway.server.sip.phone.SipText;
import io.ringway.server.system.TestSpeech;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/** Phones whose media stops coming, or never came. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class SilentPeerSystemTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int TIMEOUT_MS = 1_000;

    private Phone bob;
    private SipServer server;

    @BeforeEach
    void start(TestInfo test) throws Exception {
        bob = Phone.listening();
        server =
                SipServer.start(
                        PeerFolder.of(test),
                        new SipServerPlan()
                                .route("to:bob via:* -> " + bob.uri())
                                .setting("rtp-timeout-ms", Integer.toString(TIMEOUT_MS)));
    }

    @AfterEach
    void close() throws Exception {
        bob.close();
        server.close();
    }

    @Test
    void shouldHangUpOnAPhoneThatFellSilent() throws Exception {
        try (Phone phone = Phone.udp(server.sipPort())) {
            PhoneCall call = phone.call("echo");
            String id = server.sessions().awaitSession(1);
            long startNs = System.nanoTime();
            phone.media().speak(new short[2 * TestSpeech.RATE_HZ]);
            call.hungUpOn(LIMIT);
            long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs);
            assertTrue(tookMs >= 2_000 + TIMEOUT_MS - 100, tookMs + " ms");
            server.sessions().awaitGone(id);
            server.awaitIdle();
        }
    }

    /** RFC 3960: a description in a 183 promises no packet. */
    @Test
    void shouldLetRingWithoutMedia() throws Exception {
        try (Phone alice = Phone.udp(server.sipPort())) {
            PhoneCall call = alice.callTo("bob");
            call.invite(alice.media().offer());
            SipText invite = bob.awaitInvite();
            List<String> type = List.of("Content-Type: application/sdp");
            String answer = bob.media().offer();
            bob.respond(invite, "183 Session Progress", type, answer);
            bob.media().talkTo(invite.mediaPort());
            alice.media().talkTo(alice.await("183", m -> m.status() == 183).mediaPort());
            short[] ringing = new short[3 * TestSpeech.RATE_HZ * TIMEOUT_MS / 1_000];
            alice.media().speak(ringing);
            assertEquals(
                    0, bob.received().stream().filter(m -> m.method().equals("CANCEL")).count());
            bob.respond(invite, "200 OK", type, answer);
            call.answered();
            call.hungUpOn(LIMIT);
        }
    }
}
