package io.ringway.server.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.LegStatistics;
import io.ringway.server.Decimation;
import io.ringway.server.StretchedMatch;
import io.ringway.server.SyntheticSpeech;
import io.ringway.server.WavSamples;
import io.ringway.server.impairment.Impairment;
import io.ringway.server.impairment.LossModel;
import io.ringway.server.system.Stalls;
import io.ringway.server.turn.Listens;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An echo played out in real time, as a caller on a bad network hears it. */
@Listens
@Timeout(120)
class PlayedEchoSystemTest {

    private static final int RATE_HZ = 48_000;
    private static final int NARROW_HZ = 8_000;
    private static final double SECONDS = 8;
    private static final double ALIKE = 0.8;

    /**
     * Beyond the network's worst delay: two frames and the pitch period a change of delay takes.
     */
    private static final double SLACK_MS = 60;

    @TempDir private Path dir;

    @Test
    void shouldBeContinuousWhenPacketsAreLostAndLate() throws Exception {
        Stalls.undisturbed(this::hearEcho);
    }

    private void hearEcho() throws Exception {
        WavSamples speech = new WavSamples(RATE_HZ, 1, SyntheticSpeech.of(7, RATE_HZ, SECONDS));
        Path file = dir.resolve("speech.wav");
        speech.write(file);
        Path saved = dir.resolve("echo.ogg");
        Impairment network = new Impairment(new LossModel.Independent(5), 40, 0, 0, 3);
        CallReport report;
        try (CalledServer server = CalledServer.start(dir, Map.of("echo-policy", "playout"))) {
            report = CallPlan.of(server.webSocket(), file).impaired(network).save(saved).run();
        }

        assertTrue(report.complete(), () -> String.join("; ", report.failures()));
        CallResult call = report.results().getFirst();
        assertTrue(call.sent().impaired().dropped() >= 10, call.sent().toString());
        LegStatistics media = call.media();
        assertNotNull(media);
        assertEquals(0, media.packetsLost());
        assertTrue(media.packetsReceived() >= (SECONDS - 1) * 50, media.toString());
        WavSamples echo = OggSpeech.decode(saved);
        assertEquals(media.packetsReceived() / 50.0, echo.seconds(), 0.040);
        StretchedMatch match = StretchedMatch.of(narrow(speech), narrow(echo), NARROW_HZ);
        assertTrue(match.correlation() >= ALIKE, match.toString());
        double worstMs = call.sent().impaired().worstDelayMs();
        assertTrue(match.stretchedMs() <= worstMs + SLACK_MS, worstMs + " ms, " + match);
    }

    /** What there is to compare lies below 4 kHz. */
    private static short[] narrow(WavSamples sound) {
        return Decimation.of(sound.samples(), RATE_HZ / NARROW_HZ);
    }
}
