package io.ringway.signaling.session;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringway.media.CloseReason;
import io.ringway.signaling.http.EventSink;
import io.ringway.signaling.http.FileResponse;
import io.ringway.signaling.http.Json;
import io.ringway.signaling.http.Problem;
import io.ringway.signaling.http.ProblemException;
import io.ringway.signaling.http.Request;
import io.ringway.signaling.http.Response;
import io.ringway.signaling.http.Route;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code /health} and {@code /sessions/{id}…}: watching and steering sessions by their unguessable
 * id.
 */
public final class SessionRoutes {

    private final Sessions sessions;
    private final LevelSource levels;

    public SessionRoutes(Sessions sessions, LevelSource levels) {
        this.sessions = sessions;
        this.levels = levels;
    }

    public List<Route> routes() {
        return List.of(
                Route.of("GET", "/health", request -> health()).producing("application/json"),
                Route.of("GET", "/sessions/{id}", this::show).producing("application/json"),
                Route.of("DELETE", "/sessions/{id}", this::end),
                Route.of("GET", "/sessions/{id}/events", this::events)
                        .producing("text/event-stream"),
                Route.of("GET", "/sessions/{id}/recording", this::recording).producing("audio/ogg"),
                Route.of("PUT", "/sessions/{id}/echo", this::echo).consuming("application/json"));
    }

    private Response health() {
        Map<String, Object> health = new LinkedHashMap<>();
        health.put("status", sessions.draining() ? "draining" : "ok");
        health.put("timestamp", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        health.put("active_conversations", sessions.activeConversations());
        return Response.json(sessions.draining() ? 503 : 200, health);
    }

    private Response show(Request request) throws InterruptedException {
        return Response.json(200, view(find(request)));
    }

    private Response end(Request request) {
        find(request).end(CloseReason.LOCAL_HANGUP);
        return Response.empty(204);
    }

    private Response events(Request request) {
        PeerSession session = find(request);
        return Response.events(sink -> stream(session, sink));
    }

    private void stream(PeerSession session, EventSink sink) throws InterruptedException {
        int intervalMs = sessions.settings().eventIntervalMs();
        boolean listening = true;
        while (listening && session.state() != PeerSession.State.ENDED) {
            listening =
                    sink.send("statistics", Json.text(view(session)))
                            && !sink.awaitClosed(intervalMs);
        }
        if (listening) {
            sink.send("ended", Json.text(view(session)));
        }
    }

    private Response recording(Request request) throws IOException {
        SessionSettings settings = sessions.settings();
        Path dir = settings.recordingDir();
        if (dir == null || !settings.recordingsReadable()) {
            throw new ProblemException(
                    Problem.of(
                            403,
                            "recordings-private",
                            "recordings are not given out by this server"));
        }
        String name = sessions.recordingOf(request.pathValue("id"));
        Path root = dir.toAbsolutePath().normalize();
        Path file = name == null ? root : root.resolve(name).normalize();
        if (file.equals(root) || !file.startsWith(root)) {
            throw new ProblemException(
                    Problem.of(
                            404, "no-recording", "there is no recording of such a session (yet)"));
        }
        return FileResponse.of(request, file, "audio/ogg");
    }

    private Response echo(Request request) {
        PeerSession session = find(request);
        boolean on = echoWish(request);
        session.setEcho(on);
        return Response.json(200, Map.of("on", on));
    }

    private static boolean echoWish(Request request) {
        try {
            JsonNode body = Json.read(request.body());
            if (body.isObject() && body.size() == 1 && body.path("on").isBoolean()) {
                return body.path("on").booleanValue();
            }
            throw new ProblemException(
                    Problem.of(
                            400,
                            "invalid-message",
                            "the body must be {\"on\":true} or {\"on\":false}"));
        } catch (IOException e) {
            throw new ProblemException(
                    Problem.of(400, "malformed-json", "the body is not JSON: " + Json.reason(e)),
                    e);
        }
    }

    private SessionView view(PeerSession session) throws InterruptedException {
        return SessionView.of(session, levels, sessions.settings().recordingsReadable());
    }

    private PeerSession find(Request request) {
        PeerSession session = sessions.find(request.pathValue("id"));
        if (session == null) {
            throw new ProblemException(
                    Problem.of(
                            404, "unknown-session", "there is no such session, or it has ended"));
        }
        return session;
    }
}
