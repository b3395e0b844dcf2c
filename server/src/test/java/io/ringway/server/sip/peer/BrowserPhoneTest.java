package io.ringway.server.sip.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringway.server.system.Stalls;
import io.ringway.server.system.TestSpeech;
import io.ringway.server.turn.TakesTheMachine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/** What tests with JsSIP rely on, shown between two of them and a Kamailio. */
@TakesTheMachine
@Timeout(value = 180, unit = TimeUnit.SECONDS)
final class BrowserPhoneTest {

    private static final Duration SHARED_LIMIT = Duration.ofSeconds(80);

    private PeerFolder folder;

    @BeforeEach
    void open(TestInfo test) throws Exception {
        Tool.assumeInstalled(Tool.SIPP);
        Kamailio.assumeInstalled();
        BrowserPhone.assumeAvailable();
        folder = PeerFolder.of(test);
    }

    @Test
    void shouldCallAndBeHeardAndHold() throws Exception {
        TestSpeech speech = TestSpeech.load().beginning();
        Path microphone = speech.write(folder.file("speech.wav"));
        SippPlan busy = SippPlan.called("busy").calls(1, 1, SHARED_LIMIT);
        try (Sipp server = Sipp.start(folder, busy);
                Kamailio kamailio =
                        Kamailio.start(folder, server.port(), "udp", Map.of("alice", "secret"));
                BrowserPhone alice = BrowserPhone.open(microphone);
                BrowserPhone bob = BrowserPhone.open(microphone)) {
            String domain = kamailio.domain();
            alice.register(kamailio.webSocketUrl(), "alice", domain, "secret");
            bob.register(kamailio.webSocketUrl(), "bob", domain, "");
            alice.dial("sip:bob@" + domain);
            bob.answer();
            alice.awaitEvent("confirmed");
            assertHears(alice, bob, speech);
            alice.hold();
            bob.awaitEvent("hold");
            alice.unhold();
            bob.awaitEvent("unhold");
            alice.press('5', "INFO");
            assertEquals("5", bob.awaitEvent("key").path("key").asText());
            bob.hangUp();
            alice.awaitEvent("ended");
            alice.dial("sip:nobody@" + domain);
            assertEquals(486, alice.awaitEvent("failed").path("status").asInt());
        }
    }

    private static void assertHears(BrowserPhone from, BrowserPhone to, TestSpeech speech)
            throws Exception {
        Stalls.undisturbed(
                () -> {
                    to.listen();
                    from.say(speech);
                    Heard.assertStretched(speech, to.heard());
                });
    }
}
