package io.ringway.server.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.server.WavSamples;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several calls of one caller at once. */
@Timeout(120)
class ManyCallsSystemTest {

    @TempDir private Path dir;

    @Test
    void shouldMakeSeveralCallsAtOnce() throws Exception {
        WavSamples speech = SpokenCall.speech(16_000, 2);
        int calls = 8;
        CallReport report;
        CalledServer server = CalledServer.start(dir, Map.of("speech-rate-hz", "16000"));
        try (server) {
            report =
                    CallPlan.of(server.webSocket(), SpokenCall.written(speech, dir))
                            .calls(calls)
                            .run();
        }

        SpokenCall.assertComplete(report);
        assertEquals(calls, report.results().size());
        List<WavSamples> heard = server.heard();
        assertEquals(calls, heard.size());
        for (WavSamples each : heard) {
            SpokenCall.assertAlike(speech.samples(), each.samples());
        }
    }

    @Test
    void shouldTellWhichCallsFoundNoRoom() throws Exception {
        CallReport report;
        try (CalledServer server = CalledServer.start(dir, Map.of("max-sessions", "2"))) {
            report =
                    CallPlan.of(
                                    server.webSocket(),
                                    SpokenCall.written(SpokenCall.speech(16_000, 2), dir))
                            .calls(4)
                            .run();
        }

        assertEquals(2, report.results().stream().filter(CallResult::complete).count());
        assertEquals(2, report.connected());
        assertFalse(report.complete());
        String failure = report.failures().getFirst();
        assertTrue(failure.contains(" refuses the call: "), failure);
    }
}
