package io.ringway.server.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.server.WavSamples;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way a URL says to reach a server. */
@Timeout(120)
class CallUrlSystemTest {

    @TempDir private Path dir;

    @Test
    void shouldCallByWhip() throws Exception {
        WavSamples speech = SpokenCall.speech(16_000, 2);
        CallReport report;
        CalledServer server = CalledServer.start(dir, Map.of("speech-rate-hz", "16000"));
        try (server) {
            report =
                    CallPlan.of(server.url("http", "/webrtc"), SpokenCall.written(speech, dir))
                            .run();
        }

        SpokenCall.assertComplete(report);
        SpokenCall.assertHeard(speech, server);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wss", "https"})
    void shouldCallOverTlsWithAnyCertificate(String scheme) throws Exception {
        Path file = SpokenCall.written(SpokenCall.speech(16_000, 0.5), dir);
        try (CalledServer server = CalledServer.start(dir, Map.of("tls", "self-signed"))) {
            CallPlan plan = CallPlan.of(server.url(scheme, ""), file);

            SpokenCall.assertComplete(plan.insecure().run());
            CallReport careful = plan.run();
            assertEquals(0, careful.connected());
            String failure = careful.failures().getFirst();
            assertTrue(failure.startsWith("no TLS connection to " + scheme), failure);
            assertTrue(failure.endsWith("--insecure takes any certificate"), failure);
        }
    }

    /** Glare: both sides offer at once, and the server's offer goes first. */
    @Test
    void shouldAnswerServerThatOffersFirst() throws Exception {
        WavSamples speech = SpokenCall.speech(16_000, 1);
        CallReport report;
        CalledServer server = CalledServer.start(dir, Map.of("speech-rate-hz", "16000"));
        try (server) {
            report =
                    CallPlan.of(
                                    server.url("ws", "/ws?offer=server"),
                                    SpokenCall.written(speech, dir))
                            .run();
        }

        SpokenCall.assertComplete(report);
        SpokenCall.assertHeard(speech, server);
    }
}
