package io.ringway.server.sip.peer;

import io.ringway.server.system.Stalls;
import io.ringway.server.system.TestSpeech;
import io.ringway.server.turn.TakesTheMachine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A registrar and proxy that others wrote stands between the phones and the server. */
@TakesTheMachine
@Timeout(value = 180, unit = TimeUnit.SECONDS)
final class KamailioSystemTest {

    private static final Duration LIMIT = Duration.ofSeconds(15);

    private static SipServer server;
    private static Kamailio overUdp;
    private static Kamailio overTcp;
    private static TestSpeech speech;
    private PeerFolder folder;

    @BeforeAll
    static void start(TestInfo test) throws Exception {
        Tool.assumeInstalled(Tool.SIPP, Tool.BARESIP);
        Kamailio.assumeInstalled();
        speech = TestSpeech.load().beginning();
        PeerFolder folder = PeerFolder.of(test);
        server = SipServer.start(folder);
        Map<String, String> passwords = Map.of("alice", "secret");
        overUdp =
                Kamailio.start(
                        new PeerFolder(folder.folder("udp")), server.sipPort(), "udp", passwords);
        overTcp =
                Kamailio.start(
                        new PeerFolder(folder.folder("tcp")), server.sipPort(), "tcp", passwords);
    }

    @AfterAll
    static void stop() {
        if (overTcp != null) {
            overTcp.close();
        }
        if (overUdp != null) {
            overUdp.close();
        }
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

    @ParameterizedTest
    @CsvSource({"udp,udp", "tcp,tcp", "tls,udp", "udp,tcp"})
    void shouldCarrySpeechThroughProxy(String phoneTransport, String serverTransport)
            throws Exception {
        Kamailio proxy = serverTransport.equals("tcp") ? overTcp : overUdp;
        String domain = phoneTransport.equals("tls") ? proxy.tlsDomain() : proxy.domain();
        BaresipSettings settings =
                BaresipSettings.of("alice", speech)
                        .transport(phoneTransport)
                        .registeredAt("sip:" + domain, "secret");
        Stalls.undisturbed(() -> speak(settings, domain));
    }

    private void speak(BaresipSettings settings, String domain) throws Exception {
        int before = server.sessions().sessions();
        try (Baresip alice = Baresip.start(folder, settings)) {
            alice.registered().call("sip:speech@" + domain + ";transport=" + settings.transport());
            String id = server.sessions().awaitSession(before + 1);
            alice.closed(LIMIT);
            server.assertHeard(id, speech);
        }
    }

    /** SIP over WebSocket as far as the proxy, and by UDP from there. */
    @Test
    void shouldCarrySpeechOfBrowserThroughProxy() throws Exception {
        BrowserPhone.assumeAvailable();
        Stalls.undisturbed(this::speakByBrowser);
    }

    private void speakByBrowser() throws Exception {
        int before = server.sessions().sessions();
        Path microphone = speech.write(folder.file("speech.wav"));
        try (BrowserPhone browser = BrowserPhone.open(microphone)) {
            browser.register(overUdp.webSocketUrl(), "alice", overUdp.domain(), "secret");
            browser.call("sip:speech@" + overUdp.domain());
            String id = server.sessions().awaitSession(before + 1);
            browser.say(speech);
            browser.hangUp();
            server.assertHeard(id, speech);
        }
    }

    @Test
    void shouldFollowTheRouteOfTheDialog() throws Exception {
        Sipp.play(folder, "call", overUdp.port(), "echo");
        Sipp.play(folder, "hold", overUdp.port(), "echo");
    }
}
