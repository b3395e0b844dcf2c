package io.ringway.server.system;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringway.server.WavSamples;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** A browser that waits for calls at {@code /ws?agent=NAME}. */
public final class AgentBrowser implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int LATE_PACKETS = 25;

    private final Chromium browser;
    private final BrowserCall session;
    private int seen;

    private AgentBrowser(Chromium browser, BrowserCall session) {
        this.browser = browser;
        this.session = session;
    }

    /** Opens the page in a browser; calls are answered at once. */
    public static AgentBrowser open(Chromium browser, TestServer server, String name)
            throws Exception {
        return open(browser, server, name, "auto");
    }

    /**
     * Opens the page in a browser.
     *
     * @param answer {@code manual} to be asked before a call is answered
     */
    public static AgentBrowser open(Chromium browser, TestServer server, String name, String answer)
            throws Exception {
        Map<String, Object> options = new HashMap<>();
        options.put("agent", name);
        options.put("answer", answer);
        return new AgentBrowser(
                browser, BrowserCall.overSocket(browser, server, options).connected());
    }

    /** Its session at the session manager and the speech service. */
    public String sessionId() {
        return session.sessionId();
    }

    /** Waits until it is told of just these events next, and returns what was said of them. */
    public List<JsonNode> awaitTold(String... events) throws Exception {
        List<JsonNode> told =
                Await.until(
                        "the browser is told of " + List.of(events),
                        LIMIT,
                        this::news,
                        news -> names(news).equals(List.of(events)));
        seen += told.size();
        return told;
    }

    private List<JsonNode> news() throws Exception {
        return StreamSupport.stream(browser.ask("told", null).spliterator(), false)
                .skip(seen)
                .toList();
    }

    private static List<String> names(List<JsonNode> events) {
        return events.stream().map(event -> event.path("event").asText()).toList();
    }

    /** Says the speech from its beginning, and half a second of silence for those who hear late. */
    public void speak(TestSpeech speech) throws Exception {
        int sent =
                session.reports("outbound-rtp")
                        .mapToInt(report -> report.path("packetsSent").asInt())
                        .sum();
        session.ask("hush");
        session.ask("feed");
        session.said(sent + speech.packets() + LATE_PACKETS);
    }

    /** Begins to keep what it hears. */
    public void listen() throws Exception {
        BrowserEar.open(session);
    }

    /** All that was heard since. */
    public WavSamples heard() throws Exception {
        return BrowserEar.sound(session.ask("heard"));
    }

    /** Presses a telephone key. */
    public void press(char key) throws Exception {
        browser.ask("press", Map.of("key", Character.toString(key)));
    }

    /** Answers, rejects or hangs up the call it is in. */
    public void act(String action) throws Exception {
        browser.ask("act", Map.of("action", action));
    }

    /** Leaves the page, as a tab that is closed does. */
    @Override
    public void close() {
        browser.leave();
    }
}
