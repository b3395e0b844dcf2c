package io.ringway.server.sip.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringway.server.sip.phone.Phone;
import io.ringway.server.sip.phone.PhoneCall;
import io.ringway.server.sip.phone.SipText;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/** A trunk whose other end sends every call back, as two servers do that each believe the other. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class CirclingCallSystemTest {

    private static final int HOPS = 70;
    private static final Duration LIMIT = Duration.ofSeconds(40);

    @Test
    void shouldEndACallThatGoesInACircle(TestInfo test) throws Exception {
        int port = FreePort.next();
        String[] back = {"server=sip:127.0.0.1:" + port, "qualify-s=0"};
        SipServerPlan plan =
                new SipServerPlan()
                        .setting("sip-listen-port", Integer.toString(port))
                        .trunk("one", back)
                        .trunk("other", back)
                        .route("to:49. via:* -> trunk:one,trunk:other");
        try (SipServer server = SipServer.start(PeerFolder.of(test), plan);
                Phone caller = Phone.udp(port)) {
            PhoneCall call = caller.callTo("4930123456");
            SipText invite = call.invite(caller.media().offer());
            assertEquals(483, call.finalAnswer("INVITE", invite.cseq(), LIMIT).status());
            call.acknowledgeRefusal();
            server.awaitIdle();
            // One call a turn, and none for the second trunk, where each would begin anew.
            assertEquals(HOPS, server.metric("ringway_calls_begun_total"));
        }
    }

    @Test
    void shouldTakeOneHopFromACallItPassesOn(TestInfo test) throws Exception {
        try (Phone called = Phone.listening();
                SipServer server =
                        SipServer.start(
                                PeerFolder.of(test),
                                new SipServerPlan().route("to:bob via:* -> " + called.uri()));
                Phone caller = Phone.udp(server.sipPort())) {
            PhoneCall call = caller.callTo("bob");
            SipText invite = call.invite(caller.media().offer());
            assertEquals(List.of("70"), invite.all("Max-Forwards"));
            assertEquals(List.of("69"), called.awaitInvite().all("Max-Forwards"));
            called.respond(called.awaitInvite(), "486 Busy Here", List.of(), "");
            assertEquals(486, call.finalAnswer(invite).status());
            call.acknowledgeRefusal();
            server.awaitIdle();
        }
    }
}
