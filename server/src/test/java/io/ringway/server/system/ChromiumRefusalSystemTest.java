package io.ringway.server.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringway.server.turn.TakesTheMachine;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that must not be, and calls whose browser is gone. */
@TakesTheMachine
final class ChromiumRefusalSystemTest extends ChromiumTest {

    private static final List<String> ANOTHER_FINGERPRINT =
            List.of(
                    "a=fingerprint:sha-256 [0-9A-F:]+",
                    "a=fingerprint:sha-256 " + "AB:".repeat(31) + "CD");

    /** Somebody between browser and server put another fingerprint into the browser's words. */
    @ParameterizedTest
    @ValueSource(strings = {"client", "server"})
    void shouldEndCallWhoseCertificateIsNotThePromisedOne(String offers) throws Exception {
        Map<String, Object> options =
                Map.of("offers", offers, "tamper", Map.of("sent", ANOTHER_FINGERPRINT));
        try (BrowserCall call = BrowserCall.overSocket(browser, server, options)) {
            JsonNode state = closedByServer(call);
            assertEquals("fingerprint-mismatch", state.path("errors").path(0).asText());
            assertEquals("fingerprint-mismatch", state.path("closed").path("reason").asText());
            assertEquals(1011, state.path("closed").path("code").asInt());
            call.ended();
            assertNothingHeard(call);
        }
    }

    /** The browser sees that the server's certificate is not the promised one, and says so. */
    @Test
    void shouldTellWhenBrowserRefusesOurCertificate() throws Exception {
        Map<String, Object> options = Map.of("tamper", Map.of("received", ANOTHER_FINGERPRINT));
        try (BrowserCall call = BrowserCall.overSocket(browser, server, options)) {
            JsonNode state = closedByServer(call);
            assertEquals("dtls-failed", state.path("errors").path(0).asText());
            call.ended();
        }
    }

    private static JsonNode closedByServer(BrowserCall call) throws Exception {
        return Await.until(
                "the server closes the socket",
                BrowserCall.CONNECT_LIMIT,
                call::state,
                state -> state.path("closed").isObject());
    }

    private static void assertNothingHeard(BrowserCall call) {
        assertTrue(Files.notExists(server.wav(call.sessionId(), 0)));
    }

    @Test
    void shouldEndSessionAtOnceWhenTabCloses() throws Exception {
        try (BrowserCall call = BrowserCall.overSocket(browser, server, Map.of()).connected()) {
            browser.leave();
            call.ended();
        }
    }

    @Test
    void shouldLetSessionExpireWhenTabOfPostedOfferCloses() throws Exception {
        Map<String, String> shortExpiry = Map.of("ice-expiry-ms", "1500");
        try (TestServer other =
                        TestServer.start(Files.createTempDirectory(folder, "expiry"), shortExpiry);
                BrowserCall call = BrowserCall.overHttp(browser, other, Map.of()).connected()) {
            call.speak(speech.beginning());
            String recording =
                    call.statistics("recording", s -> !s.path("recording").asText().isEmpty())
                            .path("recording")
                            .asText();
            browser.leave();
            call.ended();
            HeardSpeech.inRecording(other.recording(recording), folder)
                    .assertIs(speech.beginning());
        }
    }
}
