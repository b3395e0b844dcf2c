package io.ringway.server.sip.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.ringway.server.system.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A session manager outside the server, which keeps what it was told. */
final class SessionService implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<JsonNode> registered = new CopyOnWriteArrayList<>();
    private volatile boolean refuses;

    private SessionService(HttpServer server) {
        this.server = server;
        server.createContext("/sessions", this::answer);
        server.start();
    }

    static SessionService start() throws IOException {
        return new SessionService(
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    }

    /** Value of the setting that names it. */
    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on no session may be registered. */
    void refuse(boolean refuse) {
        refuses = refuse;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String method = exchange.getRequestMethod();
            int status = refuses && method.equals("POST") ? 422 : status(method);
            if (method.equals("POST") && status == 201) {
                registered.add(JSON.readTree(body));
            }
            told.add(method + " " + exchange.getRequestURI().getPath());
            exchange.sendResponseHeaders(status, -1);
        }
    }

    private static int status(String method) {
        return switch (method) {
            case "POST" -> 201;
            case "PUT" -> 200;
            default -> 204;
        };
    }

    /** How many sessions were registered so far. */
    int sessions() {
        return registered.size();
    }

    /** Waits until that many sessions were registered; the id of the last of them. */
    String awaitSession(int count) throws Exception {
        Await.until(count + " sessions are registered", LIMIT, registered::size, n -> n >= count);
        return registered.get(count - 1).path("session_id").asText();
    }

    /** What was told of a session when it was registered. */
    JsonNode registration(int index) {
        return registered.get(index);
    }

    /** Waits until a session is active. */
    void awaitActive(String id) throws Exception {
        await("PUT /sessions/" + id + "/state");
    }

    /** Waits until a session is over. */
    void awaitGone(String id) throws Exception {
        await("DELETE /sessions/" + id);
    }

    /** Waits until every session that was registered is over. */
    void awaitAllGone() throws Exception {
        for (JsonNode session : registered) {
            awaitGone(session.path("session_id").asText());
        }
    }

    private void await(String request) throws Exception {
        Await.until(
                request + " at the session manager",
                LIMIT,
                () -> told,
                all -> all.contains(request));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
