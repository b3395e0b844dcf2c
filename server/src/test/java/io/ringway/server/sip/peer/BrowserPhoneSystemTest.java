package io.ringway.server.sip.peer;

import io.ringway.server.system.Stalls;
import io.ringway.server.system.TestSpeech;
import io.ringway.server.turn.TakesTheMachine;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/** A browser that speaks SIP over WebSocket, by software that others wrote. */
@TakesTheMachine
@Timeout(value = 180, unit = TimeUnit.SECONDS)
final class BrowserPhoneSystemTest {

    private static SipServer server;
    private static TestSpeech speech;
    private PeerFolder folder;

    @BeforeAll
    static void start(TestInfo test) throws Exception {
        Tool.assumeInstalled(Tool.BARESIP);
        BrowserPhone.assumeAvailable();
        speech = TestSpeech.load();
        server =
                SipServer.start(
                        PeerFolder.of(test),
                        new SipServerPlan()
                                .users("alice", "bob")
                                .setting("sip-digest-algorithms", "MD5"));
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
            server = null;
        }
    }

    @BeforeEach
    void open(TestInfo test) throws Exception {
        folder = PeerFolder.of(test);
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        server.awaitIdle();
    }

    private BrowserPhone browser() throws Exception {
        return BrowserPhone.open(speech.write(folder.file("speech.wav")));
    }

    @Test
    void shouldBeHeardByTheSpeechService() throws Exception {
        Stalls.undisturbed(
                () -> {
                    int before = server.sessions().sessions();
                    try (BrowserPhone browser = browser()) {
                        browser.connect(server.webSocketUrl(), "guest", server.domain());
                        browser.call(server.uri("speech"));
                        String id = server.sessions().awaitSession(before + 1);
                        browser.say(speech);
                        browser.hangUp();
                        server.assertHeard(id, speech);
                    }
                });
    }

    @Test
    void shouldHearItsEcho() throws Exception {
        try (BrowserPhone browser = browser()) {
            browser.connect(server.webSocketUrl(), "guest", server.domain());
            browser.call(server.uri("echo"));
            BrowserTalk.assertHearsItself(browser, speech);
            browser.hold();
            browser.unhold();
            browser.press('5', "RFC2833");
            browser.press('6', "INFO");
            browser.hangUp();
            browser.awaitEvent("ended");
        }
    }

    /** Phone and browser, both registered here, in one call: each hears the other. */
    @Test
    void shouldTalkToPhone() throws Exception {
        Stalls.undisturbed(this::talkToPhone);
    }

    private void talkToPhone() throws Exception {
        BaresipSettings settings =
                BaresipSettings.of("alice", speech)
                        .registeredAt("sip:" + server.domain(), SipServerPlan.PASSWORD)
                        .tailMs(6_000);
        try (BrowserPhone browser = browser();
                Baresip phone = Baresip.start(folder, settings)) {
            browser.register(server.webSocketUrl(), "bob", server.domain(), SipServerPlan.PASSWORD);
            phone.registered().dial("sip:bob@" + server.domain());
            browser.answer();
            browser.listen();
            phone.established();
            browser.say(speech);
            Heard.assertStretched(speech, browser.heard());
            browser.hangUp();
            phone.closed(Duration.ofSeconds(5));
            Heard.assertStretched(speech, phone.heard());
        }
    }
}
