package io.ringway.server.sip.peer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.server.system.Stalls;
import io.ringway.server.system.TestSpeech;
import io.ringway.server.turn.Listens;
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
import org.junit.jupiter.params.provider.CsvSource;

/** Calls of a phone that others wrote: what is said there arrives, and comes back. */
@Listens
@Timeout(value = 180, unit = TimeUnit.SECONDS)
final class BaresipSystemTest {

    private static final Duration LIMIT = Duration.ofSeconds(15);

    private static SipServer server;
    private static TestSpeech speech;
    private PeerFolder folder;

    @BeforeAll
    static void start(TestInfo test) throws Exception {
        Tool.assumeInstalled(Tool.BARESIP);
        speech = TestSpeech.load();
        server = SipServer.start(PeerFolder.of(test));
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

    /** Two at once: one talks to the speech service, one to its own echo. */
    @ParameterizedTest
    @CsvSource({
        "PCMU/8000,'',udp",
        "PCMA/8000,srtp-mand,tcp",
        "G722/16000,dtls_srtp,udp",
        "opus/48000/1,'',tcp",
        "opus/48000/1,srtp-mand,udp",
        "PCMU/8000,dtls_srtp,udp",
        "G722/16000,srtp-mand,tcp",
        "opus/48000/1,dtls_srtp,udp",
    })
    void shouldCarrySpeechToServiceAndBack(String codec, String encryption, String transport)
            throws Exception {
        BaresipSettings alice = phone("alice", codec, encryption, transport);
        BaresipSettings bob = phone("bob", codec, encryption, transport).tailMs(1_500);
        Stalls.undisturbed(() -> talk(alice, bob));
    }

    private void talk(BaresipSettings alice, BaresipSettings bob) throws Exception {
        int before = server.sessions().sessions();
        try (Baresip talker = Baresip.start(folder, alice);
                Baresip listener = Baresip.start(folder, bob)) {
            talker.call(server.uri("speech") + ";transport=" + alice.transport());
            String id = server.sessions().awaitSession(before + 1);
            listener.call(server.uri("echo") + ";transport=" + bob.transport());
            talker.closed(LIMIT);
            listener.closed(LIMIT);
            server.assertHeard(id, speech);
            Heard.assertStretched(speech, listener.heard());
        }
    }

    private static BaresipSettings phone(
            String user, String codec, String encryption, String transport) {
        return BaresipSettings.of(user, speech)
                .codec(codec)
                .encryption(encryption)
                .transport(transport);
    }

    @Test
    void shouldHoldAndResumeAndPress() throws Exception {
        BaresipSettings settings = BaresipSettings.of("alice", speech).tailMs(5_000);
        try (Baresip alice = Baresip.start(folder, settings)) {
            alice.call(server.uri("echo"));
            alice.hold();
            alice.awaitLogged("^a=(recvonly|inactive)", LIMIT);
            alice.resume();
            alice.press('5');
            alice.hangUp();
            alice.closed(LIMIT);
            assertTrue(alice.logged("^SIP/2.0 [456]\\d\\d") == 0, "something was refused");
        }
    }
}
