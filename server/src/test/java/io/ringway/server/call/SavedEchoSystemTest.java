package io.ringway.server.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.ringway.server.WavSamples;
import io.ringway.server.turn.Listens;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What comes back from a server that echoes, saved. */
@Listens
@Timeout(120)
class SavedEchoSystemTest {

    @TempDir private Path dir;

    @Test
    void shouldSaveWhatComesBack() throws Exception {
        WavSamples speech = SpokenCall.speech(48_000, 2);
        Path saved = dir.resolve("echo.ogg");
        CallReport report;
        try (CalledServer server = CalledServer.start(dir, Map.of())) {
            report =
                    CallPlan.of(server.webSocket(), SpokenCall.written(speech, dir))
                            .save(saved)
                            .run();
        }

        SpokenCall.assertComplete(report);
        assertEquals(saved, report.saved());
        CallResult call = report.results().getFirst();
        assertEquals(call.sent().packets(), SpokenCall.media(call).packetsReceived());
        assertEquals(0, SpokenCall.media(call).packetsLost());
        WavSamples echo = OggSpeech.decode(saved);
        SpokenCall.assertAlike(speech.samples(), echo.samples());
        assertEquals(speech.seconds(), echo.seconds(), SpokenCall.TOLERANCE_SECONDS);
    }

    @Test
    void shouldSayThatNothingCameBackToSave() throws Exception {
        Path saved = dir.resolve("echo.ogg");
        CallReport report;
        try (CalledServer server = CalledServer.start(dir, Map.of("echo", "false"))) {
            report =
                    CallPlan.of(
                                    server.webSocket(),
                                    SpokenCall.written(SpokenCall.speech(16_000, 0.5), dir))
                            .save(saved)
                            .run();
        }

        assertFalse(report.complete());
        assertEquals(
                List.of("nothing came back, so " + saved + " was not written"), report.failures());
    }
}
