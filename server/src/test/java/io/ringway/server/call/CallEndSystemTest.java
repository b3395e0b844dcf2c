package io.ringway.server.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Calls that end before or after their file does. */
@Timeout(120)
class CallEndSystemTest {

    @TempDir private Path dir;

    @Test
    void shouldRepeatTheFileUpToALimit() throws Exception {
        CallReport report;
        try (CalledServer server = CalledServer.start(dir, Map.of())) {
            report =
                    CallPlan.of(
                                    server.webSocket(),
                                    SpokenCall.written(SpokenCall.speech(16_000, 0.3), dir))
                            .loop()
                            .seconds(1)
                            .run();
        }

        SpokenCall.assertComplete(report);
        assertEquals(1, report.results().getFirst().sent().seconds(), SpokenCall.TOLERANCE_SECONDS);
        assertEquals(1, report.lengthSeconds());
    }

    @Test
    void shouldSayThatTheServerEndedTheCall() throws Exception {
        Path file = SpokenCall.written(SpokenCall.speech(16_000, 1), dir);
        CalledServer server = CalledServer.start(dir, Map.of());
        CompletableFuture<CallReport> report = new CompletableFuture<>();
        Caller caller = new Caller(CallPlan.of(server.webSocket(), file).loop().settings());
        CompletableFuture<Void> flowing = new CompletableFuture<>();
        Thread.ofVirtual()
                .start(
                        () -> {
                            try {
                                report.complete(
                                        caller.run(
                                                now -> {
                                                    if (now.packetsReceived() > 10) {
                                                        flowing.complete(null);
                                                    }
                                                }));
                            } catch (CallException | InterruptedException e) {
                                report.completeExceptionally(e);
                            }
                        });
        flowing.get(60, TimeUnit.SECONDS);
        server.close();

        CallReport ended = report.get(60, TimeUnit.SECONDS);
        assertEquals(1, ended.connected());
        assertFalse(ended.complete());
        String failure = ended.failures().getFirst();
        assertTrue(failure.matches(".*(hung up|media path ended).* after \\d+\\.\\d s.*"), failure);
    }

    @Test
    void shouldEndCallsWhenStopped() throws Exception {
        Path file = SpokenCall.written(SpokenCall.speech(16_000, 1), dir);
        try (CalledServer server = CalledServer.start(dir, Map.of())) {
            Caller caller =
                    new Caller(CallPlan.of(server.webSocket(), file).loop().calls(2).settings());
            CallReport report =
                    caller.run(
                            now -> {
                                if (now.connected() == 2 && now.packetsSent() > 20) {
                                    caller.stop();
                                }
                            });

            assertEquals(2, report.connected());
            assertFalse(report.complete());
            assertTrue(report.failures().getFirst().startsWith("stopped after "));
        }
    }
}
