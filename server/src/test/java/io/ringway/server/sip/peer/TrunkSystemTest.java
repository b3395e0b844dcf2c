package io.ringway.server.sip.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.server.sip.phone.Phone;
import io.ringway.server.sip.phone.PhoneCall;
import io.ringway.server.sip.phone.SipText;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that the server makes, with SIPp as the provider's end of a trunk. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class TrunkSystemTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String NUMBER = "4930123456";

    private PeerFolder folder;

    @BeforeEach
    void open(TestInfo test) throws Exception {
        Tool.assumeInstalled(Tool.SIPP);
        folder = PeerFolder.of(test);
    }

    private SipServer serverWith(Sipp provider, String... more) throws Exception {
        SipServerPlan plan = new SipServerPlan().route("to:49. via:* -> trunk:provider");
        String[] lines = new String[more.length + 2];
        lines[0] = "server=sip:127.0.0.1:" + provider.port();
        lines[1] = "qualify-s=0";
        System.arraycopy(more, 0, lines, 2, more.length);
        return SipServer.start(folder, plan.trunk("provider", lines));
    }

    private Sipp provider(String scenario) throws Exception {
        return Sipp.start(folder, SippPlan.called(scenario).credentials("ringway", "trunk-secret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"challenges-401", "challenges-407"})
    void shouldTellItsPassword(String scenario) throws Exception {
        try (Sipp provider = provider(scenario);
                SipServer server =
                        serverWith(
                                provider, "user=ringway", "password=trunk-secret", "realm=trunk");
                Phone caller = Phone.udp(server.sipPort())) {
            PhoneCall call = caller.call(NUMBER);
            call.hangUp();
            provider.assertPlayed();
            server.awaitIdle();
        }
    }

    @Test
    void shouldNotTellItsPasswordToAnotherRealm() throws Exception {
        try (Sipp provider = provider("challenges-401");
                SipServer server =
                        serverWith(
                                provider, "user=ringway", "password=trunk-secret", "realm=other");
                Phone caller = Phone.udp(server.sipPort())) {
            PhoneCall call = caller.callTo(NUMBER);
            SipText invite = call.invite(caller.media().offer());
            assertTrue(call.finalAnswer(invite).status() >= 400);
            call.acknowledgeRefusal();
            server.awaitIdle();
            assertEquals(-1, provider.messages().indexOf("Authorization: Digest"));
        }
    }

    @ParameterizedTest
    @CsvSource({"busy,486", "not-found,404"})
    void shouldPassOnWhyNobodyAnswers(String scenario, int status) throws Exception {
        try (Sipp provider = provider(scenario);
                SipServer server = serverWith(provider);
                Phone caller = Phone.udp(server.sipPort())) {
            PhoneCall call = caller.callTo(NUMBER);
            SipText invite = call.invite(caller.media().offer());
            assertEquals(status, call.finalAnswer(invite).status());
            call.acknowledgeRefusal();
            provider.assertPlayed();
            server.awaitIdle();
        }
    }

    @Test
    void shouldGiveUpWhenTheCallerDoes() throws Exception {
        try (Sipp provider = provider("rings");
                SipServer server = serverWith(provider)) {
            Sipp.play(folder, "cancel", server.sipPort(), NUMBER);
            provider.assertPlayed();
            server.awaitIdle();
        }
    }

    @Test
    void shouldRefuseToGoFurtherThanItMay() throws Exception {
        try (Sipp provider = provider("answers");
                SipServer server = serverWith(provider)) {
            Sipp.play(folder, "too-many-hops", server.sipPort(), NUMBER);
            server.awaitIdle();
        }
    }

    @Test
    void shouldLetEarlyMediaThrough() throws Exception {
        try (Sipp provider = provider("early-media");
                SipServer server = serverWith(provider);
                Phone caller = Phone.udp(server.sipPort())) {
            PhoneCall call = caller.callTo(NUMBER);
            call.invite(caller.media().offer());
            SipText early = caller.await("183", m -> m.status() == 183);
            assertTrue(early.mediaPort() > 0, early.toString());
            call.answered();
            call.hangUp();
            provider.assertPlayed();
            server.awaitIdle();
        }
    }

    @Test
    void shouldHangUpWhenTheProviderDoes() throws Exception {
        try (Sipp provider = provider("answers-and-hangs-up");
                SipServer server = serverWith(provider);
                Phone caller = Phone.udp(server.sipPort())) {
            PhoneCall call = caller.call(NUMBER);
            call.hungUpOn(LIMIT);
            provider.assertPlayed();
            server.awaitIdle();
        }
    }

    @Test
    void shouldRegisterWithProvider() throws Exception {
        try (Sipp provider = provider("trunk-registration");
                SipServer server =
                        serverWith(
                                provider,
                                "user=ringway",
                                "password=trunk-secret",
                                "realm=trunk",
                                "register=true")) {
            provider.assertPlayed();
            assertTrue(server.sipPort() > 0);
        }
    }

    @Test
    void shouldSendAwayTheSecondOfTwoWhoAnswer() throws Exception {
        SipServerPlan plan = new SipServerPlan();
        try (Phone callee = Phone.listening()) {
            plan.route("to:bob via:* -> " + callee.uri());
            try (SipServer server = SipServer.start(folder, plan);
                    Phone caller = Phone.udp(server.sipPort())) {
                PhoneCall call = caller.callTo("bob");
                call.invite(caller.media().offer());
                SipText invite = callee.awaitInvite();
                callee.answerTwice(invite);
                call.answered();
                callee.await("BYE of one branch", m -> m.request() && m.method().equals("BYE"));
                assertEquals(2, callee.acknowledgedTags());
                call.hangUp();
                server.awaitIdle();
            }
        }
    }
}
