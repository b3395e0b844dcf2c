package io.ringway.signaling;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringway.media.counters.Counters;
import io.ringway.signaling.agent.AgentSettings;
import io.ringway.signaling.agent.Agents;
import io.ringway.signaling.http.HttpSettings;
import io.ringway.signaling.http.Json;
import io.ringway.signaling.http.Response;
import io.ringway.signaling.http.Route;
import io.ringway.signaling.session.AudioLevel;
import io.ringway.signaling.session.EmbeddedSessionManager;
import io.ringway.signaling.session.SessionManagerClient;
import io.ringway.signaling.session.SessionSettings;
import io.ringway.signaling.whip.IceServer;
import io.ringway.signaling.ws.GatewaySettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** A signaling server on a free port with a loopback engine behind and an HTTP client before it. */
public final class TestSignaling implements AutoCloseable {

    public final LoopbackEngine engine = new LoopbackEngine();
    public final Agents agents = new Agents(new AgentSettings(3));
    public final SessionManagerClient manager;
    public final SignalingServer server;
    public final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private TestSignaling(SessionSettings session, SessionManagerClient manager)
            throws IOException {
        this.manager = manager;
        SignalingSettings settings =
                new SignalingSettings(
                        HttpSettings.defaults().at("127.0.0.1", 0),
                        session,
                        GatewaySettings.defaults(),
                        List.of(
                                IceServer.of("stun:stun.example.net"),
                                new IceServer("turn:t.example.net", "u", "p")),
                        "testpages");
        server =
                SignalingServer.start(
                        settings,
                        engine,
                        manager,
                        id -> new AudioLevel(-20, -6),
                        agents,
                        List.of(
                                Route.of(
                                        "GET",
                                        "/metrics",
                                        request -> Response.text(200, "text/plain", "x 1\n"))),
                        new Counters());
    }

    public static TestSignaling start(SessionSettings session, SessionManagerClient manager)
            throws IOException {
        return new TestSignaling(session, manager);
    }

    public static TestSignaling start() throws IOException {
        return start(SessionSettings.defaults(), new EmbeddedSessionManager(10_000));
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    public HttpResponse<String> send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        BodyPublisher publisher =
                body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri(path))
                        .timeout(Duration.ofSeconds(30))
                        .method(method, publisher);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    public HttpResponse<String> postOffer(String offer) throws IOException, InterruptedException {
        return send("POST", "/webrtc", offer, "Content-Type", "application/sdp");
    }

    public static JsonNode json(HttpResponse<String> response) throws IOException {
        return Json.read(response.body().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        client.close();
        server.close();
        engine.close();
        manager.close();
    }
}
