package io.ringway.server.sip.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringway.server.WavSamples;
import io.ringway.server.system.Await;
import io.ringway.server.system.TestServer;
import io.ringway.server.system.TestSpeech;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** A whole Ringway on free ports of 127.0.0.1 with a session manager beside it, to be called. */
final class SipServer implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String ACTIVE = "ringway_active_sessions";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final TestServer server;
    private final SessionService sessions;
    private final int sipPort;
    private final int webSocketPort;

    private SipServer(TestServer server, SessionService sessions, int webSocketPort) {
        this.server = server;
        this.sessions = sessions;
        this.sipPort = server.sipPort();
        this.webSocketPort = webSocketPort;
    }

    static SipServer start(PeerFolder folder) throws Exception {
        return start(folder, new SipServerPlan());
    }

    static SipServer start(PeerFolder folder, SipServerPlan plan) throws Exception {
        SessionService sessions = SessionService.start();
        int webSocketPort = FreePort.next();
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("sip-listen-address", "127.0.0.1");
        settings.put("sip", "true");
        settings.put("sip-listen-port", Integer.toString(FreePort.next()));
        settings.put("sip-ws-port", Integer.toString(webSocketPort));
        settings.put("sip-tls-port", "off");
        settings.put("sip-wss-port", "off");
        settings.put("session-manager-endpoint", sessions.endpoint());
        settings.putAll(plan.settings(folder));
        try {
            TestServer server = TestServer.start(folder.folder("server"), settings);
            return new SipServer(server, sessions, webSocketPort);
        } catch (RuntimeException e) {
            sessions.close();
            throw e;
        }
    }

    int sipPort() {
        return sipPort;
    }

    /** The domain of its users. */
    String domain() {
        return "127.0.0.1:" + sipPort;
    }

    /** Where browsers connect for SIP. */
    String webSocketUrl() {
        return "ws://127.0.0.1:" + webSocketPort;
    }

    /** A user's address, for peers that have no server of their own in between. */
    String uri(String user) {
        return "sip:" + user + "@127.0.0.1:" + sipPort;
    }

    /** Where it listens on one of its addresses. */
    InetSocketAddress at(String address) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), sipPort);
    }

    TestServer http() {
        return server;
    }

    SessionService sessions() {
        return sessions;
    }

    /** Waits until no call is left, neither in the media plane nor at the session manager. */
    void awaitIdle() throws Exception {
        awaitNoCall();
        sessions.awaitAllGone();
    }

    /** Waits until no call is left in the media plane. */
    void awaitNoCall() throws Exception {
        Await.until("no call is left", LIMIT, () -> server.metric(ACTIVE), n -> n == 0);
    }

    /** Waits until the metrics tell of that many calls. */
    void awaitCalls(int count) throws Exception {
        Await.until(count + " calls are up", LIMIT, () -> server.metric(ACTIVE), n -> n == count);
    }

    /** What the speech service heard in a session, once that lasts as long. */
    WavSamples heard(String sessionId, double seconds) throws Exception {
        Path file = server.wav(sessionId, 0);
        return Await.until(
                seconds + " s of audio in " + file,
                LIMIT,
                () -> Files.exists(file) ? WavSamples.read(file) : null,
                read -> read != null && read.seconds() >= seconds);
    }

    /** Fails unless the speech service heard the speech in a session, whole. */
    void assertHeard(String sessionId, TestSpeech speech) throws Exception {
        double seconds = (double) speech.samples().length / TestSpeech.RATE_HZ;
        Heard.assertIs(speech, heard(sessionId, seconds));
    }

    /** The call that began last, as the API tells of it. */
    JsonNode lastCall() throws IOException, InterruptedException {
        JsonNode last = null;
        for (JsonNode call : JSON.readTree(server.get("/api/calls").body())) {
            boolean later =
                    last == null
                            || last.path("begun").asText().compareTo(call.path("begun").asText())
                                    < 0;
            last = later ? call : last;
        }
        return Objects.requireNonNull(last, "there is no call");
    }

    /** Has a leg of a call talk to somebody else, as an operator does. */
    void transfer(JsonNode call, String legId, String to) throws Exception {
        String leg = "/api/calls/" + call.path("callId").asText() + "/legs/" + legId;
        String body = JSON.writeValueAsString(Map.of("to", to));
        int status = server.post(leg + "/transfer", "application/json", body).statusCode();
        if (status != 202) {
            throw new AssertionError("transfer: " + status);
        }
    }

    /** Every recording of the calls of two, in the order they were begun. */
    List<Path> callRecordings() throws IOException {
        Path folder = server.recording("");
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.endsWith("call.ogg")).sorted().toList();
        }
    }

    /** Hangs up every call there is, as an operator does. */
    void endCalls() throws IOException, InterruptedException {
        for (JsonNode call : JSON.readTree(server.get("/api/calls").body())) {
            server.delete("/api/calls/" + call.path("callId").asText());
        }
    }

    double metric(String line) throws IOException, InterruptedException {
        return server.metric(line);
    }

    @Override
    public void close() {
        server.close();
        sessions.close();
    }
}
