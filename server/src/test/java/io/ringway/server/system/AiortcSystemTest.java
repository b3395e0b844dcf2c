package io.ringway.server.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringway.server.turn.Listens;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A second WebRTC stack, which shares no line of code with any browser, calls both ways round. */
@Listens
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class AiortcSystemTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir private static Path folder;
    private static TestServer server;
    private static TestSpeech speech;
    private static Path file;

    @BeforeAll
    static void open() throws Exception {
        Aiortc.assumeInstalled();
        OpusTools.assumeInstalled();
        speech = TestSpeech.load();
        file = speech.write(folder.resolve("speech.wav"));
        server = TestServer.start(folder, Map.of());
    }

    @AfterAll
    static void close() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void shouldAnswerItsOffer() throws Exception {
        try (Aiortc caller = Aiortc.start(file, folder)) {
            HttpResponse<String> answer = server.post("/webrtc", "application/sdp", caller.offer());
            assertEquals(201, answer.statusCode(), answer.body());
            caller.accept(answer.body());
            assertWholeCall(caller, answer.headers().firstValue("X-Conversation-Id").orElseThrow());
        }
    }

    @Test
    void shouldOfferToIt() throws Exception {
        try (SocketWords words = new SocketWords(server.webSocketUrl("/ws?hello=1&offer=server"));
                Aiortc caller = Aiortc.start(file, folder)) {
            String sessionId = words.await("session").path("sessionId").textValue();
            String answer = caller.answer(words.await("offer").path("sdp").textValue());
            words.send(Map.of("type", "answer", "sdp", answer));
            assertWholeCall(caller, sessionId);
        }
    }

    private static void assertWholeCall(Aiortc caller, String sessionId) throws Exception {
        JsonNode counts =
                Await.until(
                        "everything is said",
                        LIMIT,
                        caller::statistics,
                        s -> s.path("packetsSent").asInt() >= speech.packets() - 1);
        assertEquals("connected", counts.path("state").textValue());
        int packets = packetsAtServer(sessionId, caller);
        assertTrue(caller.statistics().path("packetsReceived").asInt() > packets / 2);
        JsonNode statistics = server.session(sessionId).path("statistics");
        assertEquals(0, statistics.path("packetsLost").asInt());
        assertEquals(0, statistics.path("concealedSamples").asInt());
        caller.hangUp();
        Await.until(
                "the session ends with the DTLS association",
                LIMIT,
                () -> server.get("/sessions/" + sessionId).statusCode(),
                status -> status == 404);
        HeardSpeech.atSink(server.wav(sessionId, 0), packets).assertIs(speech);
        HeardSpeech.inRecording(server.recording(statistics.path("recording").asText()), folder)
                .assertIs(speech);
    }

    /** Packets sent in all, once the server has as many. */
    private static int packetsAtServer(String sessionId, Aiortc caller) throws Exception {
        return Await.until(
                        "the server has every packet",
                        LIMIT,
                        () -> List.of(sent(caller), received(sessionId)),
                        both -> both.getFirst().equals(both.getLast()))
                .getFirst();
    }

    private static int sent(Aiortc caller) throws Exception {
        return caller.statistics().path("packetsSent").asInt();
    }

    private static int received(String sessionId) throws Exception {
        return server.session(sessionId).path("statistics").path("packetsReceived").asInt();
    }
}
