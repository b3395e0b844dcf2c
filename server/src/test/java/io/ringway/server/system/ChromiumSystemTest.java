package io.ringway.server.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls of a real browser: what is said there arrives, complete, wherever it ought to. */
final class ChromiumSystemTest extends ChromiumTest {

    private static final double LEAST_ECHO_ENERGY = 0.001;
    private static final double MOST_CONCEALED = 0.1;
    private static final double MOST_ADDED_DELAY_MS = 5;
    private static final double MOST_ROUND_TRIP_MS = 200;

    @Test
    void shouldCarrySpeechToServiceEchoAndRecording() throws Exception {
        try (BrowserCall call =
                BrowserCall.overSocket(browser, server, Map.of()).connected().speak(speech)) {
            assertEchoed(call);
            int packets = call.hush();
            JsonNode statistics =
                    call.statistics("a round trip", s -> s.path("roundTripMs").asDouble() >= 0);
            assertClean(statistics, packets);
            call.hangUp();

            HeardSpeech.atSink(server.wav(call.sessionId(), 0), packets).assertIs(speech);
            HeardSpeech.inRecording(server.recording(statistics.path("recording").asText()), folder)
                    .assertLasts(packets)
                    .assertIs(speech);
        }
    }

    private static void assertEchoed(BrowserCall call) throws Exception {
        JsonNode echo =
                Await.until(
                        "the echo is heard",
                        BrowserCall.CONNECT_LIMIT,
                        () -> call.report("inbound-rtp"),
                        report -> report.path("totalAudioEnergy").asDouble() > LEAST_ECHO_ENERGY);
        assertEquals(0, echo.path("packetsLost").asInt());
        assertTrue(echo.path("packetsReceived").asInt() >= speech.packets() - 5, echo.toString());
        double concealed =
                echo.path("concealedSamples").asDouble()
                        - echo.path("silentConcealedSamples").asDouble();
        double received = echo.path("totalSamplesReceived").asDouble();
        assertTrue(concealed / received <= MOST_CONCEALED, echo.toString());
    }

    private static void assertClean(JsonNode statistics, int packets) {
        assertEquals(packets, statistics.path("packetsSent").asInt());
        assertEquals(packets, statistics.path("segmentsForwarded").asInt());
        for (String count :
                new String[] {
                    "packetsLost",
                    "concealedSamples",
                    "segmentsDropped",
                    "echoDropped",
                    "recordingDropped"
                }) {
            assertEquals(0, statistics.path(count).asInt(-1), count);
        }
        assertTrue(statistics.path("roundTripMs").asDouble() < MOST_ROUND_TRIP_MS);
        assertTrue(statistics.path("addedDelayMs").asDouble() < MOST_ADDED_DELAY_MS);
    }

    @ParameterizedTest
    @CsvSource({"client,false", "server,true", "server,false"})
    void shouldTakeOffersOfEitherSideAndCandidatesInEitherWay(String offers, boolean trickle)
            throws Exception {
        Map<String, Object> options = Map.of("offers", offers, "trickle", trickle);
        try (BrowserCall call = BrowserCall.overSocket(browser, server, options)) {
            assertHeard(call.connected());
        }
    }

    @Test
    void shouldAnswerPostedOffer() throws Exception {
        try (BrowserCall call = BrowserCall.overHttp(browser, server, Map.of()).connected()) {
            assertHeard(call);
        }
    }

    @Test
    void shouldSpeakWhip() throws Exception {
        try (BrowserCall call = BrowserCall.overHttp(browser, server, Map.of("trickle", true))) {
            assertEquals(204, call.ask("trickle").asInt());
            call.connected().speak(speech.beginning());
            int packets = call.hush();
            assertEquals(200, call.ask("hangUp").asInt());
            call.ended();
            HeardSpeech.atSink(server.wav(call.sessionId(), 0), packets)
                    .assertIs(speech.beginning());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"socket", "whip", "server"})
    void shouldLoseNothingWhenIceRestarts(String way) throws Exception {
        Map<String, Object> options = Map.of("offers", way.equals("server") ? "server" : "client");
        try (BrowserCall call =
                way.equals("whip")
                        ? BrowserCall.overHttp(browser, server, Map.of())
                        : BrowserCall.overSocket(browser, server, options)) {
            call.connected();
            String before = credentials(call);
            call.ask("feed");
            call.said(speech.packets() / 4);
            call.ask(way.equals("server") ? "requestRestart" : "restart");
            Await.until(
                    "new credentials are in use",
                    BrowserCall.CONNECT_LIMIT,
                    () -> credentials(call),
                    now -> !now.equals(before) && !now.isEmpty());
            call.said(speech.packets());
            int packets = call.hush();
            assertEquals(0, call.statistics("some", s -> true).path("packetsLost").asInt());
            call.hangUp();
            HeardSpeech.atSink(server.wav(call.sessionId(), 0), packets).assertIs(speech);
        }
    }

    /** The ICE user name of the pair in use, as the browser has it; empty while there is none. */
    private static String credentials(BrowserCall call) throws Exception {
        return call.report("transport").path("iceLocalUsernameFragment").asText();
    }

    @Test
    void shouldHearTwoAudioSectionsApart() throws Exception {
        try (BrowserCall call =
                BrowserCall.overSocket(browser, server, Map.of("sections", 2)).connected()) {
            call.speak(speech.beginning());
            int packets = call.hush();
            call.hangUp();
            for (int leg = 0; leg < 2; leg++) {
                HeardSpeech.atSink(server.wav(call.sessionId(), leg), packets / 2)
                        .assertIs(speech.beginning());
            }
        }
    }

    private static void assertHeard(BrowserCall call) throws Exception {
        call.speak(speech.beginning());
        int packets = call.hush();
        call.hangUp();
        HeardSpeech.atSink(server.wav(call.sessionId(), 0), packets).assertIs(speech.beginning());
    }
}
