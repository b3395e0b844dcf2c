package io.ringway.server.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.server.SyntheticSpeech;
import io.ringway.server.Vectors;
import io.ringway.server.WavSamples;
import io.ringway.server.turn.Listens;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Speech of every kind from the caller to the speech service of a whole server, over loopback. */
@Listens
@Timeout(120)
class CallerSystemTest {

    @TempDir private Path dir;

    @ParameterizedTest(name = "{0} Hz, {1} s")
    @CsvSource({"8000, 2.0", "16000, 1.987", "24000, 1.5", "48000, 2.5014"})
    void shouldDeliverWavToTheSpeechService(int rateHz, double seconds) throws Exception {
        WavSamples speech = SpokenCall.speech(rateHz, seconds);
        CallReport report;
        CalledServer server =
                CalledServer.start(dir, Map.of("speech-rate-hz", Integer.toString(rateHz)));
        try (server) {
            report = CallPlan.of(server.webSocket(), SpokenCall.written(speech, dir)).run();
        }

        SpokenCall.assertComplete(report);
        SpokenCall.assertHeard(speech, server);
        CallResult call = report.results().getFirst();
        assertEquals(speech.seconds(), call.sent().seconds(), SpokenCall.TOLERANCE_SECONDS);
        assertTrue(call.setup().totalMs() > 0, call.setup().toString());
        assertTrue(call.setup().firstAudioMs() > 0, call.setup().toString());
        assertEquals("AEAD_AES_128_GCM", SpokenCall.media(call).srtpProfile());
    }

    /** Prompts as phone systems play them, and the words a desktop tests its loudspeakers with. */
    @ParameterizedTest
    @ValueSource(strings = {"agent-alreadyon.wav", "Front_Left.wav", "Rear_Center.wav"})
    void shouldDeliverRealSpeech(String name) throws Exception {
        Path file = Vectors.dir("speech").resolve(name);
        WavSamples speech = WavSamples.read(file);
        CalledServer server =
                CalledServer.start(
                        dir, Map.of("speech-rate-hz", Integer.toString(speech.rateHz())));
        try (server) {
            SpokenCall.assertComplete(CallPlan.of(server.webSocket(), file).run());
        }

        SpokenCall.assertHeard(speech, server);
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
            SpokenCall.assertComplete(
                    CallPlan.of(server.webSocket(), SpokenCall.written(speech, dir))
                            .bitrate(96_000)
                            .run());
        }

        WavSamples heard = server.heard().getFirst();
        assertEquals(2, heard.channels());
        SpokenCall.assertAlike(left, heard.channel(0));
        SpokenCall.assertAlike(right, heard.channel(1));
    }

    @Test
    void shouldSendOggAsItIs() throws Exception {
        WavSamples speech = SpokenCall.speech(48_000, 2.2);
        Path ogg = OggSpeech.encode(SpokenCall.written(speech, dir), dir);
        CallReport report;
        CalledServer server = CalledServer.start(dir, Map.of());
        try (server) {
            report = CallPlan.of(server.webSocket(), ogg).run();
        }

        SpokenCall.assertComplete(report);
        SpokenCall.assertHeard(speech, server);
        assertTrue(report.source().startsWith("Ogg/Opus"), report.source());
    }
}
