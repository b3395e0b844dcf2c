package io.ringway.signaling.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringway.media.counters.Counters;
import io.ringway.media.tone.TonePlan;
import io.ringway.signaling.http.HttpServer;
import io.ringway.signaling.http.HttpSettings;
import io.ringway.signaling.http.Json;
import io.ringway.signaling.http.Router;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls over HTTP. */
@Timeout(60)
final class CallRoutesTest {

    private final CallsHarness harness = new CallsHarness();
    private final HttpClient client = HttpClient.newHttpClient();
    private HttpServer http = serve("");

    @BeforeEach
    void route() {
        DialTarget bob = new DialTarget.User("bob");
        harness.routes.put("200", new Destination.Dial(List.of(bob), false, 20_000, false));
    }

    @AfterEach
    void close() {
        client.close();
        http.close();
        harness.close();
    }

    private HttpServer serve(String token) {
        Sounds sounds = Sounds.ofTones(TonePlan.EU);
        CallRoutes routes = new CallRoutes(harness.calls, sounds, new CallApiAccess(token));
        try {
            return HttpServer.start(
                    HttpSettings.defaults().at("127.0.0.1", 0),
                    new Router(routes.routes(), null),
                    new Counters().shared());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void shouldMakeShowSteerAndEndACall() throws Exception {
        HttpResponse<String> made =
                send("POST", "/api/calls", "{\"from\":\"user:alice\",\"to\":\"200\"}");
        assertEquals(201, made.statusCode());
        String path = made.headers().firstValue("location").orElseThrow();
        ScriptedLeg alice = harness.dialledLeg();
        alice.tell(new LegSignal.Answered());
        ScriptedLeg bob = harness.dialledLeg();
        bob.tell(new LegSignal.Answered());
        harness.bridge();

        JsonNode call = Json.read(bytes(send("GET", path, "")));
        assertEquals("talking", call.path("state").asText());
        assertEquals("200", call.path("to").asText());
        assertEquals(2, call.path("legs").size());
        assertEquals(1, Json.read(bytes(send("GET", "/api/calls", ""))).size());

        String leg = path + "/legs/" + bob.id() + "/";
        assertEquals(202, send("POST", leg + "hold", "").statusCode());
        assertEquals("hold true", bob.next());
        assertEquals(202, send("POST", leg + "resume", "").statusCode());
        assertEquals("hold false", bob.next());
        assertEquals(202, send("POST", leg + "keys", "{\"keys\":\"12#\"}").statusCode());
        assertEquals("keys 12# 100", bob.next());
        String refer = "{\"to\":\"sip:x@y\",\"refer\":true}";
        assertEquals(202, send("POST", leg + "transfer", refer).statusCode());
        assertEquals("transfer", bob.next());
        assertEquals(202, send("POST", leg + "play", "{\"sound\":\"beep\"}").statusCode());
        assertEquals(202, send("DELETE", path, "").statusCode());
        assertEquals("hangup hangup", bob.next());
        assertEquals("hangup hangup", alice.next());
        harness.end();
        assertProblem(404, "unknown-call", send("GET", path, ""));
    }

    @Test
    void shouldConnectALegWithSomebodyElse() throws Exception {
        harness.routes.put("bot", new Destination.Speech());
        ScriptedLeg caller = harness.call("bot");
        assertEquals("ring", caller.next());
        assertEquals("answer", caller.next());
        String id = harness.calls.all().getFirst().callId();
        String leg = "/api/calls/" + id + "/legs/" + caller.id() + "/";
        assertEquals(202, send("POST", leg + "transfer", "{\"to\":\"200\"}").statusCode());
        harness.dialledLeg().tell(new LegSignal.Answered());
        assertEquals(caller.id(), harness.bridge().first);
    }

    @Test
    void shouldSayWhatIsWrong() throws Exception {
        String calls = "/api/calls";
        assertProblem(400, "malformed-json", send("POST", calls, "{"));
        assertProblem(400, "invalid-message", send("POST", calls, "[]"));
        assertProblem(400, "invalid-message", send("POST", calls, "{\"from\":\"user:a\"}"));
        assertProblem(
                400,
                "invalid-message",
                send("POST", calls, "{\"from\":\"mailto:a\",\"to\":\"1\"}"));
        assertProblem(404, "unknown-call", send("DELETE", calls + "/x", ""));
        assertProblem(404, "unknown-call", send("POST", calls + "/x/legs/y/hold", ""));
    }

    @Test
    void shouldRefuseCommandsToLegsThatAreNotUp() throws Exception {
        String path =
                send("POST", "/api/calls", "{\"from\":\"user:alice\",\"to\":\"200\"}")
                        .headers()
                        .firstValue("location")
                        .orElseThrow();
        ScriptedLeg alice = harness.dialledLeg();
        assertProblem(409, "leg-not-up", send("POST", path + "/legs/" + alice.id() + "/hold", ""));
        assertProblem(404, "unknown-leg", send("POST", path + "/legs/nobody/hold", ""));
        alice.tell(new LegSignal.Answered());
        harness.dialledLeg();
        String leg = path + "/legs/" + alice.id() + "/";
        assertProblem(404, "unknown-sound", send("POST", leg + "play", "{\"sound\":\"../x\"}"));
        assertProblem(400, "invalid-message", send("POST", leg + "keys", "{\"keys\":\"1x\"}"));
        assertProblem(
                400,
                "invalid-message",
                send("POST", leg + "keys", "{\"keys\":\"1\",\"durationMs\":9000}"));
    }

    @Test
    void shouldNotAnswerThroughAProxyWithoutAToken() throws Exception {
        assertProblem(
                403, "forbidden", send("GET", "/api/calls", "", "X-Forwarded-For", "192.0.2.1"));
        assertProblem(
                403, "forbidden", send("GET", "/api/calls", "", "Origin", "https://example.net"));
        assertEquals(
                200, send("GET", "/api/calls", "", "Origin", "http://localhost:8080").statusCode());
    }

    @Test
    void shouldWantTheTokenWhenThereIsOne() throws Exception {
        http.close();
        http = serve("secret");
        HttpResponse<String> none = send("GET", "/api/calls", "");
        assertProblem(401, "unauthorized", none);
        assertEquals("Bearer", none.headers().firstValue("www-authenticate").orElse(""));
        assertProblem(
                401, "unauthorized", send("GET", "/api/calls", "", "Authorization", "Bearer x"));
        HttpResponse<String> good = send("GET", "/api/calls", "", "Authorization", "Bearer secret");
        assertEquals(200, good.statusCode());
        assertTrue(good.body().startsWith("["));
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http.port() + path))
                        .timeout(Duration.ofSeconds(30))
                        .method(
                                method,
                                body.isEmpty()
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static void assertProblem(int status, String code, HttpResponse<String> response)
            throws Exception {
        assertEquals(status, response.statusCode(), response.body());
        assertEquals(code, Json.read(bytes(response)).path("code").asText());
    }

    private static byte[] bytes(HttpResponse<String> response) {
        return response.body().getBytes(StandardCharsets.UTF_8);
    }
}
