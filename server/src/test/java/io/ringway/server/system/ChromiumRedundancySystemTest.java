package io.ringway.server.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code opus-redundancy} makes of a real browser's packets (RED, RFC 2198). */
final class ChromiumRedundancySystemTest extends ChromiumTest {

    private static final double LEAST_GROWTH = 1.6;

    /** Browsers report RED as the codec within, so its bytes have to tell it. */
    @ParameterizedTest
    @ValueSource(strings = {"client", "server"})
    void shouldCarrySpeechThatComesTwice(String offers) throws Exception {
        double once = carry("accept", offers);
        double twice = carry("prefer", offers);
        assertTrue(twice > LEAST_GROWTH * once, once + " and " + twice + " bytes a packet");
    }

    /** Speaks to sink, echo and recording; returns payload bytes a packet. */
    private static double carry(String redundancy, String offers) throws Exception {
        Path own = Files.createTempDirectory(folder, redundancy);
        Map<String, String> settings =
                Map.of("opus-redundancy", redundancy, "echo", "true", "record", "true");
        try (TestServer other = TestServer.start(own, settings);
                BrowserCall call =
                        BrowserCall.overSocket(browser, other, Map.of("offers", offers))
                                .connected()
                                .speak(speech)) {
            assertEchoed(call);
            int packets = call.hush();
            JsonNode sent = call.report("outbound-rtp");
            JsonNode statistics = call.statistics("audio", s -> true);
            assertEquals(0, statistics.path("concealedSamples").asInt(-1));
            assertEquals(0, statistics.path("recordingDropped").asInt(-1));
            call.hangUp();
            HeardSpeech.atSink(other.wav(call.sessionId(), 0), packets).assertIs(speech);
            HeardSpeech.inRecording(other.recording(statistics.path("recording").asText()), own)
                    .assertLasts(packets)
                    .assertIs(speech);
            return sent.path("bytesSent").asDouble() / packets;
        }
    }

    private static void assertEchoed(BrowserCall call) throws Exception {
        JsonNode echo =
                Await.until(
                        "the echo is heard",
                        BrowserCall.CONNECT_LIMIT,
                        () -> call.report("inbound-rtp"),
                        report -> report.path("totalAudioEnergy").asDouble() > 0.001);
        assertEquals(0, echo.path("packetsLost").asInt());
        assertTrue(echo.path("packetsReceived").asInt() >= speech.packets() - 5, echo.toString());
    }
}
