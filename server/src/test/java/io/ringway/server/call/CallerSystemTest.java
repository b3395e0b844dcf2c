package io.ringway.server.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.LegStatistics;
import io.ringway.server.SpeechMatch;
import io.ringway.server.SyntheticSpeech;
import io.ringway.server.WavSamples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The caller against a whole server, over loopback. */
@Timeout(120)
class CallerSystemTest {

    private static final double ALIKE = 0.95;
    private static final double TOLERANCE_SECONDS = 0.020;

    @TempDir private Path dir;

    @ParameterizedTest(name = "{0} Hz, {1} s")
    @CsvSource({"8000, 2.0", "16000, 1.987", "24000, 1.5", "48000, 2.5014"})
    void shouldDeliverWavToTheSpeechService(int rateHz, double seconds) throws Exception {
        WavSamples speech = speech(rateHz, seconds);
        CallReport report;
        CalledServer server =
                CalledServer.start(dir, Map.of("speech-rate-hz", Integer.toString(rateHz)));
        try (server) {
            report = CallPlan.of(server.webSocket(), written(speech)).run();
        }

        assertComplete(report);
        assertHeard(speech, server);
        CallResult call = report.results().getFirst();
        assertEquals(speech.seconds(), call.sent().seconds(), TOLERANCE_SECONDS);
        assertTrue(call.setup().totalMs() > 0, call.setup().toString());
        assertTrue(call.setup().firstAudioMs() > 0, call.setup().toString());
        assertEquals("AEAD_AES_128_GCM", media(call).srtpProfile());
    }

    @Test
    void shouldDeliverBothChannels() throws Exception {
        short[] left = SyntheticSpeech.of(1, 48_000, 2);
        short[] right = SyntheticSpeech.of(2, 48_000, 2);
        short[] both = new short[left.length * 2];
        for (int i = 0; i < left.length; i++) {
            both[2 * i] = left[i];
            both[2 * i + 1] = right[i];
        }
        WavSamples speech = new WavSamples(48_000, 2, both);
        CalledServer server = CalledServer.start(dir, Map.of("speech-channels", "2"));
        try (server) {
            assertComplete(CallPlan.of(server.webSocket(), written(speech)).bitrate(96_000).run());
        }

        WavSamples heard = server.heard().getFirst();
        assertEquals(2, heard.channels());
        assertAlike(left, heard.channel(0));
        assertAlike(right, heard.channel(1));
    }

    @Test
    void shouldSendOggAsItIs() throws Exception {
        WavSamples speech = speech(48_000, 2.2);
        Path ogg = OggSpeech.encode(written(speech), dir);
        CallReport report;
        CalledServer server = CalledServer.start(dir, Map.of());
        try (server) {
            report = CallPlan.of(server.webSocket(), ogg).run();
        }

        assertComplete(report);
        assertHeard(speech, server);
        assertTrue(report.source().startsWith("Ogg/Opus"), report.source());
    }

    @Test
    void shouldSaveWhatComesBack() throws Exception {
        WavSamples speech = speech(48_000, 2);
        Path saved = dir.resolve("echo.ogg");
        CallReport report;
        try (CalledServer server = CalledServer.start(dir, Map.of())) {
            report = CallPlan.of(server.webSocket(), written(speech)).save(saved).run();
        }

        assertComplete(report);
        assertEquals(saved, report.saved());
        CallResult call = report.results().getFirst();
        assertEquals(call.sent().packets(), media(call).packetsReceived());
        assertEquals(0, media(call).packetsLost());
        WavSamples echo = OggSpeech.decode(saved);
        assertAlike(speech.samples(), echo.samples());
        assertEquals(speech.seconds(), echo.seconds(), TOLERANCE_SECONDS);
    }

    @Test
    void shouldSayThatNothingCameBackToSave() throws Exception {
        Path saved = dir.resolve("echo.ogg");
        CallReport report;
        try (CalledServer server = CalledServer.start(dir, Map.of("echo", "false"))) {
            report =
                    CallPlan.of(server.webSocket(), written(speech(16_000, 0.5))).save(saved).run();
        }

        assertFalse(report.complete());
        assertEquals(
                List.of("nothing came back, so " + saved + " was not written"), report.failures());
    }

    @Test
    void shouldCallByWhip() throws Exception {
        WavSamples speech = speech(16_000, 2);
        CallReport report;
        CalledServer server = CalledServer.start(dir, Map.of("speech-rate-hz", "16000"));
        try (server) {
            report = CallPlan.of(server.url("http", "/webrtc"), written(speech)).run();
        }

        assertComplete(report);
        assertHeard(speech, server);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wss", "https"})
    void shouldCallOverTlsWithAnyCertificate(String scheme) throws Exception {
        Path file = written(speech(16_000, 0.5));
        try (CalledServer server = CalledServer.start(dir, Map.of("tls", "self-signed"))) {
            CallPlan plan = CallPlan.of(server.url(scheme, ""), file);

            assertComplete(plan.insecure().run());
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
        WavSamples speech = speech(16_000, 1);
        CallReport report;
        CalledServer server = CalledServer.start(dir, Map.of("speech-rate-hz", "16000"));
        try (server) {
            report = CallPlan.of(server.url("ws", "/ws?offer=server"), written(speech)).run();
        }

        assertComplete(report);
        assertHeard(speech, server);
    }

    @Test
    void shouldRepeatTheFileUpToALimit() throws Exception {
        CallReport report;
        try (CalledServer server = CalledServer.start(dir, Map.of())) {
            report =
                    CallPlan.of(server.webSocket(), written(speech(16_000, 0.3)))
                            .loop()
                            .seconds(1)
                            .run();
        }

        assertComplete(report);
        assertEquals(1, report.results().getFirst().sent().seconds(), TOLERANCE_SECONDS);
        assertEquals(1, report.lengthSeconds());
    }

    @Test
    void shouldMakeSeveralCallsAtOnce() throws Exception {
        WavSamples speech = speech(16_000, 2);
        int calls = 8;
        CallReport report;
        CalledServer server = CalledServer.start(dir, Map.of("speech-rate-hz", "16000"));
        try (server) {
            report = CallPlan.of(server.webSocket(), written(speech)).calls(calls).run();
        }

        assertComplete(report);
        assertEquals(calls, report.results().size());
        List<WavSamples> heard = server.heard();
        assertEquals(calls, heard.size());
        for (WavSamples each : heard) {
            assertAlike(speech.samples(), each.samples());
        }
    }

    @Test
    void shouldTellWhichCallsFoundNoRoom() throws Exception {
        CallReport report;
        try (CalledServer server = CalledServer.start(dir, Map.of("max-sessions", "2"))) {
            report = CallPlan.of(server.webSocket(), written(speech(16_000, 2))).calls(4).run();
        }

        assertEquals(2, report.results().stream().filter(CallResult::complete).count());
        assertEquals(2, report.connected());
        assertFalse(report.complete());
        String failure = report.failures().getFirst();
        assertTrue(failure.contains(" refuses the call: "), failure);
    }

    @Test
    void shouldSayThatTheServerEndedTheCall() throws Exception {
        Path file = written(speech(16_000, 1));
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
        Path file = written(speech(16_000, 1));
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

    private void assertHeard(WavSamples speech, CalledServer server) throws IOException {
        List<WavSamples> all = server.heard();
        assertEquals(1, all.size());
        WavSamples heard = all.getFirst();
        assertEquals(speech.rateHz(), heard.rateHz());
        assertAlike(speech.samples(), heard.samples());
        assertEquals(speech.seconds(), heard.seconds(), TOLERANCE_SECONDS);
    }

    private static void assertAlike(short[] reference, short[] heard) {
        SpeechMatch match = SpeechMatch.of(reference, heard);
        assertTrue(match.correlation() >= ALIKE, match.toString());
    }

    private static void assertComplete(CallReport report) {
        assertTrue(report.complete(), () -> String.join("; ", report.failures()));
    }

    private static LegStatistics media(CallResult call) {
        LegStatistics media = call.media();
        assertNotNull(media);
        return media;
    }

    private static WavSamples speech(int rateHz, double seconds) {
        return new WavSamples(rateHz, 1, SyntheticSpeech.of(7, rateHz, seconds));
    }

    private Path written(WavSamples speech) throws IOException {
        Path file = dir.resolve("speech.wav");
        speech.write(file);
        return file;
    }
}
