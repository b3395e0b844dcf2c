package io.ringway.server.sip.peer;

import io.ringway.server.system.Stalls;
import io.ringway.server.system.TestSpeech;
import io.ringway.server.turn.Listens;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What tests with this phone rely on, shown between two of them. */
@Listens
@Timeout(value = 180, unit = TimeUnit.SECONDS)
final class BaresipTest {

    private static final Duration LIMIT = Duration.ofSeconds(15);

    private PeerFolder folder;

    @BeforeEach
    void open(TestInfo test) throws Exception {
        Tool.assumeInstalled(Tool.BARESIP);
        folder = PeerFolder.of(test);
    }

    @ParameterizedTest
    @CsvSource({
        "PCMA/8000,'',udp",
        "G722/16000,srtp-mand,tcp",
        "opus/48000/1,dtls_srtp,udp",
    })
    void shouldCarrySpeechBetweenTwo(String codec, String encryption, String transport)
            throws Exception {
        TestSpeech speech = TestSpeech.load();
        BaresipSettings settings =
                BaresipSettings.of("bob", speech)
                        .codec(codec)
                        .encryption(encryption)
                        .transport(transport);
        BaresipSettings caller =
                BaresipSettings.of("alice", speech)
                        .codec(codec)
                        .encryption(encryption)
                        .transport(transport);
        Stalls.undisturbed(() -> talk(caller, settings));
    }

    private void talk(BaresipSettings caller, BaresipSettings settings) throws Exception {
        try (Baresip bob = Baresip.start(folder, settings);
                Baresip alice = Baresip.start(folder, caller)) {
            alice.call(bob.uri() + ";transport=" + settings.transport());
            alice.press('5');
            bob.awaitEvent("CALL_DTMF_START", LIMIT);
            alice.closed(LIMIT);
            Heard.assertIs(settings.speech(), bob.heard());
        }
    }
}
