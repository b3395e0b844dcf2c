package io.ringway.server.sip.peer;

import io.ringway.server.system.Stalls;
import io.ringway.server.system.TestSpeech;
import io.ringway.server.turn.Listens;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What tests with this registrar and proxy rely on, shown with phones that others wrote. */
@Listens
@Timeout(value = 180, unit = TimeUnit.SECONDS)
final class KamailioTest {

    private static final Duration LIMIT = Duration.ofSeconds(15);

    private static final Duration SHARED_LIMIT = Duration.ofSeconds(90);

    private static PeerFolder shared;
    private static Sipp server;
    private static Kamailio kamailio;
    private PeerFolder folder;

    @BeforeAll
    static void start(TestInfo test) throws Exception {
        Tool.assumeInstalled(Tool.SIPP, Tool.BARESIP);
        Kamailio.assumeInstalled();
        shared = PeerFolder.of(test);
        server = Sipp.start(shared, SippPlan.called("answers").calls(1, 1, SHARED_LIMIT));
        kamailio =
                Kamailio.start(
                        shared, server.port(), "udp", Map.of("alice", "secret", "bob", "secret"));
    }

    @AfterAll
    static void stop() {
        if (kamailio != null) {
            kamailio.close();
            server.close();
        }
    }

    @BeforeEach
    void open(TestInfo test) throws Exception {
        folder = PeerFolder.of(test);
    }

    @Test
    void shouldPassOnWhoeverIsNotRegistered() throws Exception {
        Sipp.play(folder, "call", kamailio.port(), "echo");
        server.assertPlayed();
    }

    @Test
    void shouldAskForPassword() throws Exception {
        Sipp.play(
                folder,
                SippPlan.of("register", kamailio.port(), "alice").credentials("alice", "secret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp", "tls"})
    void shouldJoinRegisteredPhones(String transport) throws Exception {
        TestSpeech speech = TestSpeech.load().beginning();
        String domain = transport.equals("tls") ? kamailio.tlsDomain() : kamailio.domain();
        Stalls.undisturbed(() -> talk(speech, transport, domain));
    }

    private void talk(TestSpeech speech, String transport, String domain) throws Exception {
        try (Baresip bob = phone("bob", speech, transport, domain);
                Baresip alice = phone("alice", speech, transport, domain)) {
            bob.registered();
            alice.registered().call("sip:bob@" + domain + ";transport=" + transport);
            alice.closed(LIMIT);
            Heard.assertIs(speech, bob.heard());
        }
    }

    private Baresip phone(String user, TestSpeech speech, String transport, String domain)
            throws Exception {
        return Baresip.start(
                folder,
                BaresipSettings.of(user, speech)
                        .transport(transport)
                        .registeredAt("sip:" + domain, "secret"));
    }
}
