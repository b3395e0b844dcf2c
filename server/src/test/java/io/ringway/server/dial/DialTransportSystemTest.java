package io.ringway.server.dial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.server.WavSamples;
import io.ringway.server.sip.peer.Heard;
import io.ringway.server.system.Stalls;
import io.ringway.server.system.TestSpeech;
import io.ringway.server.turn.Listens;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls from the command line over TLS and over WebSockets that it opens. */
@Listens
@Timeout(120)
final class DialTransportSystemTest extends CallsToServer {

    @TempDir private Path dir;

    @ParameterizedTest
    @CsvSource({"ws,OFF", "wss,SDES", "tls,DTLS"})
    void shouldHearItself(String transport, MediaProtection protection) throws Exception {
        Stalls.undisturbed(() -> hearItself(transport, protection));
    }

    private void hearItself(String transport, MediaProtection protection) throws Exception {
        TestSpeech speech = TestSpeech.load().beginning();
        Path saved = dir.resolve("echo.wav");
        DialReport report =
                DialPlan.to(server.uri("echo", transport))
                        .trusting()
                        .play(speech.write(dir.resolve("speech.wav")))
                        .save(saved)
                        .protection(protection)
                        .run();
        assertEquals(List.of(), report.failures());
        assertNotNull(report.result().media());
        Heard.assertPaused(speech, WavSamples.read(saved));
    }

    /** The server's certificate is its own making, so nobody need believe it. */
    @ParameterizedTest
    @ValueSource(strings = {"wss", "tls"})
    void shouldNotTrustJustAnybody(String transport) throws Exception {
        DialReport report = DialPlan.to(server.uri("echo", transport)).run();
        assertEquals(1, report.failures().size(), report.failures().toString());
        String failure = report.failures().getFirst();
        assertTrue(failure.contains("/" + transport), failure);
    }
}
