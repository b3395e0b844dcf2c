package io.ringway.server.sip.peer;

import io.ringway.server.WavSamples;
import io.ringway.server.sip.phone.Phone;
import io.ringway.server.sip.phone.PhoneCall;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Phones others wrote, over TLS and secure WebSocket straight to the server. */
@TakesTheMachine
@Timeout(value = 180, unit = TimeUnit.SECONDS)
final class SecurePeersSystemTest {

    private static final Duration LIMIT = Duration.ofSeconds(15);

    private static SipServer server;
    private static TestSpeech speech;
    private static int tlsPort;
    private static int wssPort;
    private PeerFolder folder;

    @BeforeAll
    static void start(TestInfo test) throws Exception {
        speech = TestSpeech.load();
        tlsPort = FreePort.next();
        wssPort = FreePort.next();
        server =
                SipServer.start(
                        PeerFolder.of(test),
                        new SipServerPlan()
                                .users("alice", "bob")
                                .setting("sip-tls-port", Integer.toString(tlsPort))
                                .setting("sip-wss-port", Integer.toString(wssPort)));
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

    private Baresip overTls(String encryption, int tailMs) throws Exception {
        Tool.assumeInstalled(Tool.BARESIP);
        BaresipSettings settings =
                BaresipSettings.of("alice", speech)
                        .transport("tls")
                        .encryption(encryption)
                        .registeredAt("sip:127.0.0.1:" + tlsPort, SipServerPlan.PASSWORD)
                        .tailMs(tailMs);
        return Baresip.start(folder, settings);
    }

    @ParameterizedTest
    @ValueSource(strings = {"srtp-mand", "dtls_srtp"})
    void shouldEchoToPhoneOverTls(String encryption) throws Exception {
        Stalls.undisturbed(() -> talkToEcho(encryption));
    }

    private void talkToEcho(String encryption) throws Exception {
        try (Baresip phone = overTls(encryption, 1_500)) {
            phone.registered().call("sip:echo@127.0.0.1:" + tlsPort + ";transport=tls");
            phone.closed(LIMIT);
            Heard.assertStretched(speech, phone.heard());
        }
    }

    /** The call goes to the phone along the connection the phone has opened. */
    @Test
    void shouldCallPhoneOverItsTlsConnection() throws Exception {
        Stalls.undisturbed(this::callPhone);
    }

    private void callPhone() throws Exception {
        try (Baresip callee = overTls("", 3_000);
                Phone caller = Phone.udp(server.sipPort())) {
            callee.registered();
            PhoneCall call = caller.call("alice");
            caller.media().speak(speech.samples());
            caller.media().speak(new short[TestSpeech.RATE_HZ]);
            call.hangUp();
            callee.closed(LIMIT);
            Heard.assertStretched(speech, callee.heard());
            Heard.assertStretched(
                    speech, new WavSamples(TestSpeech.RATE_HZ, 1, caller.media().heard()));
        }
    }

    @Test
    void shouldServeBrowserOverSecureWebSocket() throws Exception {
        BrowserPhone.assumeAvailable();
        try (BrowserPhone browser =
                BrowserPhone.open(
                        speech.write(folder.file("speech.wav")), "--ignore-certificate-errors")) {
            String domain = "127.0.0.1:" + wssPort;
            browser.register("wss://127.0.0.1:" + wssPort, "bob", domain, SipServerPlan.PASSWORD);
            browser.call("sip:echo@" + domain);
            BrowserTalk.assertHearsItself(browser, speech);
            browser.hangUp();
            browser.awaitEvent("ended");
        }
    }

    /** A phone on UDP and a browser on a secure WebSocket hear each other. */
    @Test
    void shouldCallBrowserOverItsSecureWebSocket() throws Exception {
        BrowserPhone.assumeAvailable();
        try (BrowserPhone browser =
                        BrowserPhone.open(
                                speech.write(folder.file("speech.wav")),
                                "--ignore-certificate-errors");
                Phone caller = Phone.udp(server.sipPort())) {
            browser.register(
                    "wss://127.0.0.1:" + wssPort,
                    "bob",
                    "127.0.0.1:" + wssPort,
                    SipServerPlan.PASSWORD);
            PhoneCall call = caller.callTo("bob");
            call.invite(caller.media().offer());
            browser.answer();
            call.answered();
            BrowserTalk.assertBrowserHears(caller, browser, speech);
            BrowserTalk.assertPhoneHears(browser, caller, speech);
            call.hangUp();
            browser.awaitEvent("ended");
        }
    }
}
