package io.ringway.server.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.LegStatistics;
import io.ringway.server.SpeechMatch;
import io.ringway.server.SyntheticSpeech;
import io.ringway.server.WavSamples;
import io.ringway.server.turn.Listens;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The caller against a server that shares no code with it. */
@Listens
@Timeout(120)
class ForeignServerSystemTest {

    private static final int RATE_HZ = 48_000;

    @TempDir private Path dir;

    @Test
    void shouldCallAiortcAndHearItsEcho() throws Exception {
        WavSamples speech = new WavSamples(RATE_HZ, 1, SyntheticSpeech.of(9, RATE_HZ, 3));
        Path file = dir.resolve("speech.wav");
        speech.write(file);
        Path echo = dir.resolve("echo.ogg");
        CallReport report;
        List<String> told;
        try (AiortcEndpoint server = AiortcEndpoint.start(dir)) {
            report = CallPlan.of(server.url(), file).bitrate(64_000).save(echo).run();
            told = server.end();
        }

        assertTrue(report.complete(), () -> String.join("; ", report.failures()));
        assertTrue(told.containsAll(List.of("offered", "connected", "deleted")), told.toString());
        LegStatistics media = report.results().getFirst().media();
        assertNotNull(media);
        assertEquals(0, media.packetsLost());
        // It decodes and encodes anew and is some packets behind when the call ends.
        WavSamples heard = OggSpeech.decode(echo);
        short[] middle = Arrays.copyOfRange(speech.samples(), RATE_HZ / 2, 2 * RATE_HZ);
        SpeechMatch match = SpeechMatch.of(middle, heard.channel(0));
        assertTrue(match.correlation() > 0.9, match.toString());
    }
}
