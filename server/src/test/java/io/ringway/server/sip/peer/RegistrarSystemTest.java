package io.ringway.server.sip.peer;

import io.ringway.server.WavSamples;
import io.ringway.server.sip.phone.Phone;
import io.ringway.server.sip.phone.PhoneCall;
import io.ringway.server.system.Stalls;
import io.ringway.server.system.TestSpeech;
import io.ringway.server.turn.Listens;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Phones that register at the server itself, and calls to them. */
@Listens
@Timeout(value = 180, unit = TimeUnit.SECONDS)
final class RegistrarSystemTest {

    private static final Duration LIMIT = Duration.ofSeconds(15);

    private static SipServer server;
    private PeerFolder folder;

    @BeforeAll
    static void start(TestInfo test) throws Exception {
        Tool.assumeInstalled(Tool.SIPP, Tool.BARESIP);
        SipServerPlan plan =
                new SipServerPlan().users("alice", "bob").setting("sip-digest-algorithms", "MD5");
        server = SipServer.start(PeerFolder.of(test), plan);
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

    @ParameterizedTest
    @CsvSource({
        "register,u1,very-secret",
        "register,t1,very-secret",
        "register-too-brief,u1,very-secret",
        "register-wildcard,u1,very-secret",
        "register-wildcard-bad,u1,very-secret",
        "register-wrong-password,u1,guessed",
    })
    void shouldRegister(String scenario, String transport, String password) throws Exception {
        Sipp.play(
                folder,
                SippPlan.of(scenario, server.sipPort(), "alice")
                        .transport(transport)
                        .credentials("alice", password));
    }

    @ParameterizedTest
    @CsvSource({"udp,PCMU/8000", "tcp,G722/16000", "udp,opus/48000/1"})
    void shouldJoinPhonesOfAnyCodec(String transport, String codec) throws Exception {
        TestSpeech speech = TestSpeech.load();
        BaresipSettings bob =
                BaresipSettings.of("bob", speech)
                        .transport(transport)
                        .codec(codec)
                        .registeredAt("sip:" + server.domain(), SipServerPlan.PASSWORD)
                        .tailMs(3_000);
        Stalls.undisturbed(() -> talk(bob, speech));
    }

    private void talk(BaresipSettings bob, TestSpeech speech) throws Exception {
        try (Baresip callee = Baresip.start(folder, bob);
                Phone caller = Phone.udp(server.sipPort())) {
            callee.registered();
            PhoneCall call = caller.call("bob");
            caller.media().speak(speech.samples());
            caller.media().speak(new short[TestSpeech.RATE_HZ]);
            call.hangUp();
            callee.closed(LIMIT);
            Heard.assertStretched(speech, callee.heard());
            Heard.assertStretched(
                    speech, new WavSamples(TestSpeech.RATE_HZ, 1, caller.media().heard()));
        }
    }
}
