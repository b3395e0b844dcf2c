package io.ringway.server.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringway.proto.BargeIn;
import io.ringway.proto.StreamMessage;
import io.ringway.server.StretchedMatch;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a speech service plays, as a real browser hears it behind its own jitter buffer. */
final class ChromiumPlaybackSystemTest extends ChromiumTest {

    private static final double LEAST_CORRELATION = 0.9;

    /** A browser makes its jitter buffer longer or shorter while it plays. */
    private static final double MOST_STRETCHED_MS = 80;

    /** From a message's leaving to the last sound at the ear, but for the jitter buffer there. */
    private static final double MOST_STOPPING_MS = 100;

    private static final long MOST_LATE_MS = 400;

    private PlayingService service;
    private TestServer playing;

    @BeforeEach
    void start() throws Exception {
        service = PlayingService.start();
        playing =
                TestServer.start(
                        Files.createTempDirectory(folder, "playing"),
                        Map.of("speech-target", service.target(), "echo", "false"));
    }

    @AfterEach
    void stop() {
        playing.close();
        service.close();
    }

    @Test
    void shouldBeHeardAsItWasPlayed() throws Exception {
        Stalls.undisturbed(this::hearWhatIsPlayed);
    }

    private void hearWhatIsPlayed() throws Exception {
        try (BrowserCall call = listening()) {
            long startMs = System.currentTimeMillis();
            service.play(call.sessionId(), speech.samples(), TestSpeech.RATE_HZ);
            service.mark(call.sessionId(), "end");
            PlayingService.Told mark = service.awaitMark(call.sessionId(), "end");
            awaitSilence(call);
            BrowserEar ear = BrowserEar.close(call);
            StretchedMatch match =
                    StretchedMatch.of(speech.asHeard(), ear.narrow(), TestSpeech.HEARD_RATE_HZ);
            long lengthMs = speech.samples().length * 1_000L / TestSpeech.RATE_HZ;
            assertTrue(match.correlation() >= LEAST_CORRELATION, match.toString());
            assertTrue(match.stretchedMs() <= MOST_STRETCHED_MS, match.toString());
            assertEquals(0, mark.message().getMark().getUnplayedSamples());
            long tookMs = mark.atMs() - startMs;
            assertTrue(tookMs >= lengthMs - 20, "told after " + tookMs + " of " + lengthMs + " ms");
            assertTrue(tookMs <= lengthMs + MOST_LATE_MS, "told after " + tookMs + " ms");
            assertTrue(ear.lastSoundMs() - mark.atMs() < MOST_LATE_MS);
        }
    }

    @Test
    void shouldFallSilentAtOnceWhenCleared() throws Exception {
        try (BrowserCall call = listening()) {
            service.play(call.sessionId(), steady(5), TestSpeech.RATE_HZ);
            service.mark(call.sessionId(), "end");
            awaitReceived(call, 1);
            long clearedMs = System.currentTimeMillis();
            service.clear(call.sessionId());
            PlayingService.Told mark = service.awaitMark(call.sessionId(), "end");
            awaitSilence(call);
            double bufferedMs = jitterBufferMs(call);
            BrowserEar ear = BrowserEar.close(call);
            long unplayed = mark.message().getMark().getUnplayedSamples();
            assertSilentSoon(ear.lastSoundMs() - clearedMs, bufferedMs);
            assertTrue(unplayed > 48_000 && unplayed < 5 * 48_000, "unplayed " + unplayed);
        }
    }

    @Test
    void shouldFallSilentWhenTheCallerSpeaks() throws Exception {
        try (BrowserCall call = listening()) {
            service.pauseOnVoice(call.sessionId());
            service.play(call.sessionId(), steady(20), TestSpeech.RATE_HZ);
            service.mark(call.sessionId(), "end");
            awaitReceived(call, 0.5);
            call.ask("feed");
            PlayingService.Told started = awaitBargeIn(call, BargeIn.State.STARTED);
            awaitBargeIn(call, BargeIn.State.CONFIRMED);
            PlayingService.Told mark = service.awaitMark(call.sessionId(), "end");
            awaitSilence(call);
            double bufferedMs = jitterBufferMs(call);
            BrowserEar ear = BrowserEar.close(call);
            long unplayed = mark.message().getMark().getUnplayedSamples();
            BargeIn first = started.message().getBargeIn();
            assertSilentSoon(ear.lastSoundMs() - started.atMs(), bufferedMs);
            assertTrue(unplayed > 0);
            assertEquals(20 * 48_000, first.getPlayedSamples() + unplayed);
        }
    }

    private static void assertSilentSoon(long tookMs, double bufferedMs) {
        assertTrue(
                tookMs <= MOST_STOPPING_MS + bufferedMs,
                () -> "silent after %d ms, %.0f of them buffered".formatted(tookMs, bufferedMs));
    }

    /** How long a sample waited in the browser's jitter buffer, in the mean. */
    private static double jitterBufferMs(BrowserCall call) throws Exception {
        JsonNode report = call.report("inbound-rtp");
        return 1_000
                * report.path("jitterBufferDelay").asDouble()
                / report.path("jitterBufferEmittedCount").asDouble();
    }

    private PlayingService.Told awaitBargeIn(BrowserCall call, BargeIn.State state)
            throws Exception {
        return service.await(
                state.toString(),
                message ->
                        message.getMessageCase() == StreamMessage.MessageCase.BARGE_IN
                                && message.getBargeIn().getSessionId().equals(call.sessionId())
                                && message.getBargeIn().getState() == state);
    }

    private BrowserCall listening() throws Exception {
        BrowserCall call = BrowserCall.overSocket(browser, playing, Map.of()).connected();
        BrowserEar.open(call);
        return call;
    }

    /** Waits until so much has come. */
    private static void awaitReceived(BrowserCall call, double seconds) throws Exception {
        Await.until(
                seconds + " s have come",
                BrowserCall.CONNECT_LIMIT,
                () ->
                        call.reports("inbound-rtp")
                                .mapToDouble(
                                        report -> report.path("packetsReceived").asInt() / 50.0)
                                .sum(),
                received -> received >= seconds);
    }

    /** Waits for half a second in which nothing comes. */
    private static void awaitSilence(BrowserCall call) throws Exception {
        double[] before = {-1};
        long[] sinceNs = {0};
        Await.until(
                "nothing is heard any more",
                BrowserCall.CONNECT_LIMIT,
                () -> {
                    double now = call.report("inbound-rtp").path("totalAudioEnergy").asDouble();
                    if (now - before[0] > 1e-6) {
                        before[0] = now;
                        sinceNs[0] = System.nanoTime();
                    }
                    return System.nanoTime() - sinceNs[0];
                },
                quietNs -> quietNs > 500_000_000L);
    }

    /** A vowel that does not end. */
    private static short[] steady(int seconds) {
        short[] steady = new short[seconds * TestSpeech.RATE_HZ];
        for (int i = 0; i < steady.length; i++) {
            double phase = 2 * Math.PI * 150 * i / TestSpeech.RATE_HZ;
            double value = 0;
            for (int harmonic = 3; harmonic <= 12; harmonic++) {
                value += Math.sin(harmonic * phase) / harmonic;
            }
            steady[i] = (short) (5_000 * value);
        }
        return steady;
    }
}
