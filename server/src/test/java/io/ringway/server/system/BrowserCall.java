package io.ringway.server.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** One call of a browser's page to a server, from offer to hang-up. */
final class BrowserCall implements AutoCloseable {

    static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
    private static final Duration SPEECH_LIMIT = Duration.ofSeconds(20);
    private static final Duration SETTLE_LIMIT = Duration.ofSeconds(5);

    private final Chromium browser;
    private final TestServer server;
    private String sessionId = "";
    private long setUpNs;

    private BrowserCall(Chromium browser, TestServer server) {
        this.browser = browser;
        this.server = server;
    }

    /** A call by {@code GET /ws}; options as in caller.js. */
    static BrowserCall overSocket(Chromium browser, TestServer server, Map<String, ?> options)
            throws Exception {
        return new BrowserCall(browser, server).open("socket", server.webSocketUrl("/ws"), options);
    }

    /** A call by {@code POST /webrtc}. */
    static BrowserCall overHttp(Chromium browser, TestServer server, Map<String, ?> options)
            throws Exception {
        return new BrowserCall(browser, server).open("whip", server.url("/webrtc"), options);
    }

    private BrowserCall open(String kind, String url, Map<String, ?> options) throws Exception {
        Map<String, Object> all = new LinkedHashMap<>(options);
        all.put("url", url);
        browser.openCaller(server.url("/health"));
        browser.ask("create", kind);
        long startNs = System.nanoTime();
        sessionId = browser.ask("open", all).textValue();
        setUpNs = -startNs;
        return this;
    }

    String sessionId() {
        return sessionId;
    }

    TestServer server() {
        return server;
    }

    JsonNode ask(String method) throws Exception {
        return browser.ask(method, null);
    }

    JsonNode state() throws Exception {
        return ask("state");
    }

    /** Waits until the browser says that ICE and DTLS are done. */
    BrowserCall connected() throws Exception {
        Await.until(
                "the browser connects",
                CONNECT_LIMIT,
                this::state,
                state -> state.path("connectionState").textValue().equals("connected"));
        setUpNs = setUpNs < 0 ? setUpNs + System.nanoTime() : setUpNs;
        return this;
    }

    /** From the offer's making to the browser's "connected". */
    long setUpMs() {
        return setUpNs / 1_000_000;
    }

    /** Says the speech from its beginning, and waits until it is said. */
    BrowserCall speak(TestSpeech speech) throws Exception {
        ask("feed");
        return said(speech.packets());
    }

    /** Waits until every audio section has sent that many packets since the call began. */
    BrowserCall said(int packets) throws Exception {
        Await.until(
                packets + " packets are sent",
                SPEECH_LIMIT,
                () -> least("outbound-rtp", "packetsSent"),
                least -> least >= packets);
        return this;
    }

    /**
     * Stops sending and waits until the server has all that was sent; returns how much that was.
     */
    int hush() throws Exception {
        ask("hush");
        return Await.until(
                        "the server has every packet",
                        SETTLE_LIMIT,
                        () -> List.of(sum("outbound-rtp", "packetsSent"), packetsAtServer()),
                        counts -> counts.getFirst().equals(counts.getLast()))
                .getFirst();
    }

    private int packetsAtServer() throws Exception {
        JsonNode session = server.session(sessionId);
        return session == null ? -1 : session.path("statistics").path("packetsReceived").asInt();
    }

    /** The server's statistics once they are as wanted. */
    JsonNode statistics(String wish, Predicate<JsonNode> wanted) throws Exception {
        return Await.until(
                wish, CONNECT_LIMIT, () -> server.session(sessionId).path("statistics"), wanted);
    }

    /** Reports of one type from the browser's getStats. */
    Stream<JsonNode> reports(String type) throws Exception {
        return StreamSupport.stream(ask("statistics").spliterator(), false)
                .filter(report -> report.path("type").asText().equals(type));
    }

    JsonNode report(String type) throws Exception {
        return reports(type).findFirst().orElseThrow(() -> new AssertionError("no " + type));
    }

    private int least(String type, String field) throws Exception {
        return reports(type).mapToInt(report -> report.path(field).asInt()).min().orElse(0);
    }

    private int sum(String type, String field) throws Exception {
        return reports(type).mapToInt(report -> report.path(field).asInt()).sum();
    }

    /** Hangs up as a page does that goes away, and waits until the server knows. */
    void hangUp() throws Exception {
        ask("end");
        ended();
    }

    /** Waits until the server has let go of the session. */
    void ended() throws Exception {
        Await.until(
                "the session ends",
                SETTLE_LIMIT,
                () -> server.get("/sessions/" + sessionId).statusCode(),
                status -> status == 404);
    }

    @Override
    public void close() {
        browser.leave();
    }
}
