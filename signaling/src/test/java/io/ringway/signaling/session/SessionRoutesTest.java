package io.ringway.signaling.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringway.signaling.GatewayClient;
import io.ringway.signaling.OfferingPeer;
import io.ringway.signaling.TestSignaling;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SessionRoutesTest {

    @Test
    void shouldTellItsHealth() throws Exception {
        try (TestSignaling signaling = TestSignaling.start()) {
            signaling.postOffer(new OfferingPeer().offer());
            HttpResponse<String> response = signaling.send("GET", "/health", "");
            assertEquals(200, response.statusCode());
            JsonNode health = TestSignaling.json(response);
            assertEquals("ok", health.path("status").asText());
            assertEquals(1, health.path("active_conversations").asInt());
            assertTrue(
                    health.path("timestamp")
                            .asText()
                            .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ"));
            Duration age =
                    Duration.between(
                            Instant.parse(health.path("timestamp").asText()), Instant.now());
            assertTrue(age.toSeconds() < 10, age.toString());
            signaling.server.drain();
            HttpResponse<String> draining = signaling.send("GET", "/health", "");
            assertEquals(503, draining.statusCode());
            assertEquals("draining", TestSignaling.json(draining).path("status").asText());
        }
    }

    @Test
    void shouldShowSwitchAndEndASession() throws Exception {
        try (TestSignaling signaling = TestSignaling.start()) {
            String path = "/sessions/" + idOf(signaling.postOffer(new OfferingPeer().offer()));
            JsonNode view = TestSignaling.json(signaling.send("GET", path, ""));
            assertTrue(view.path("echo").asBoolean());
            assertEquals(-20, view.path("level").path("rmsDbfs").asInt());
            assertEquals(5, view.path("statistics").path("packetsReceived").asInt());
            assertTrue(view.path("recording").isNull());
            String id = view.path("sessionId").asText();
            HttpResponse<String> off =
                    signaling.send(
                            "PUT",
                            path + "/echo",
                            "{\"on\":false}",
                            "Content-Type",
                            "application/json");
            assertEquals("{\"on\":false}", off.body());
            assertFalse(signaling.engine.leg(id).echo);
            assertFalse(
                    TestSignaling.json(signaling.send("GET", path, "")).path("echo").asBoolean());
            assertEquals(204, signaling.send("DELETE", path, "").statusCode());
            assertEquals(404, signaling.send("GET", path, "").statusCode());
            assertEquals(404, signaling.send("DELETE", path, "").statusCode());
            assertEquals(0, signaling.server.sessions());
        }
    }

    private static String idOf(HttpResponse<String> created) {
        return created.headers().firstValue("x-conversation-id").orElseThrow();
    }

    @Test
    void shouldShowASessionWithoutALeg() throws Exception {
        try (TestSignaling signaling = TestSignaling.start();
                GatewayClient client = new GatewayClient(signaling, "/ws?hello=1")) {
            client.next("session");
            JsonNode view =
                    TestSignaling.json(signaling.send("GET", "/sessions/" + client.id(), ""));
            assertEquals("new", view.path("state").asText());
            assertTrue(view.path("statistics").isNull());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"on":"yes"}          | 400
                    {"on":true,"off":1}   | 400
                    {"on":true            | 400
                    []                    | 400
                    """)
    void shouldRefuseOddEchoWishes(String body, int status) throws Exception {
        try (TestSignaling signaling = TestSignaling.start()) {
            String path =
                    "/sessions/" + idOf(signaling.postOffer(new OfferingPeer().offer())) + "/echo";
            HttpResponse<String> response =
                    signaling.send("PUT", path, body, "Content-Type", "application/json");
            assertEquals(status, response.statusCode(), response.body());
            assertEquals(415, signaling.send("PUT", path, body).statusCode());
            assertEquals(405, signaling.send("GET", path, "").statusCode());
        }
    }

    @Test
    void shouldStreamStatisticsUntilTheEnd() throws Exception {
        try (TestSignaling signaling = TestSignaling.start()) {
            String path = "/sessions/" + idOf(signaling.postOffer(new OfferingPeer().offer()));
            var response =
                    signaling.client.send(
                            HttpRequest.newBuilder(signaling.uri(path + "/events")).build(),
                            BodyHandlers.ofInputStream());
            BufferedReader lines =
                    new BufferedReader(
                            new InputStreamReader(response.body(), StandardCharsets.UTF_8));
            for (int i = 0; i < 3; i++) {
                assertEquals("event: statistics", lines.readLine());
                String data = lines.readLine();
                assertTrue(data.startsWith("data: {\"sessionId\":"), data);
                assertEquals("", lines.readLine());
            }
            signaling.send("DELETE", path, "");
            String line = lines.readLine();
            String event = "";
            while (line != null) {
                event = line.startsWith("event: ") ? line : event;
                line = lines.readLine();
            }
            assertEquals("event: ended", event);
        }
    }

    @Test
    void shouldGiveRecordingsOutEvenAfterTheEnd(@TempDir Path dir) throws Exception {
        Files.createDirectories(dir.resolve("123"));
        Files.writeString(dir.resolve("123/user_audio.ogg"), "OggS and more");
        try (TestSignaling signaling =
                TestSignaling.start(
                        SessionSettings.defaults().recordingInto(dir),
                        new EmbeddedSessionManager(10))) {
            signaling.engine.recording = "123/user_audio.ogg";
            String path = "/sessions/" + idOf(signaling.postOffer(new OfferingPeer().offer()));
            String link = "";
            while (link.isEmpty()) {
                link =
                        TestSignaling.json(signaling.send("GET", path, ""))
                                .path("recording")
                                .asText("");
            }
            assertEquals(path + "/recording", link);
            signaling.send("DELETE", path, "");
            HttpResponse<String> response = signaling.send("GET", link, "", "Range", "bytes=0-3");
            assertEquals(206, response.statusCode());
            assertEquals("OggS", response.body());
            assertEquals("audio/ogg", response.headers().firstValue("content-type").orElse(""));
            assertEquals(404, signaling.send("GET", "/sessions/other/recording", "").statusCode());
        }
    }

    @Test
    void shouldKeepRecordingsInsideTheirFolder(@TempDir Path dir) throws Exception {
        Files.writeString(dir.resolve("secret"), "secret");
        Path recordings = Files.createDirectories(dir.resolve("recordings"));
        try (TestSignaling signaling =
                TestSignaling.start(
                        SessionSettings.defaults().recordingInto(recordings),
                        new EmbeddedSessionManager(10))) {
            signaling.engine.recording = "../secret";
            String path = "/sessions/" + idOf(signaling.postOffer(new OfferingPeer().offer()));
            signaling.send("GET", path, "");
            assertEquals(404, signaling.send("GET", path + "/recording", "").statusCode());
        }
    }

    @Test
    void shouldKeepRecordingsPrivateByDefault() throws Exception {
        try (TestSignaling signaling = TestSignaling.start()) {
            signaling.engine.recording = "123/user_audio.ogg";
            String path = "/sessions/" + idOf(signaling.postOffer(new OfferingPeer().offer()));
            assertTrue(
                    TestSignaling.json(signaling.send("GET", path, "")).path("recording").isNull());
            assertEquals(403, signaling.send("GET", path + "/recording", "").statusCode());
        }
    }
}
