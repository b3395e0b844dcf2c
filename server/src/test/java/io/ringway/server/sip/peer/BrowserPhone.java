package io.ringway.server.sip.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.ringway.server.WavSamples;
import io.ringway.server.system.Await;
import io.ringway.server.system.Chromium;
import io.ringway.server.system.TestSpeech;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A JsSIP phone in a Chromium of its own, SIP over WebSocket. */
final class BrowserPhone implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final int LATE_PACKETS = 25;
    private static final byte[] PAGE =
            "<!doctype html><title>phone</title>".getBytes(StandardCharsets.UTF_8);

    private final HttpServer pages;
    private final Chromium browser;

    private BrowserPhone(HttpServer pages, Chromium browser) {
        this.pages = pages;
        this.browser = browser;
    }

    /** Skips the calling test when there is no browser or no packages for it. */
    static void assumeAvailable() throws Exception {
        Chromium.assumeInstalled();
        PhoneScript.load();
    }

    /**
     * Opens one.
     *
     * @param microphone what it says once it is told to
     * @param flags further ones of the browser's command line
     */
    static BrowserPhone open(Path microphone, String... flags) throws Exception {
        String script = PhoneScript.load();
        HttpServer pages =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        pages.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        exchange.getResponseHeaders().set("Content-Type", "text/html");
                        exchange.sendResponseHeaders(200, PAGE.length);
                        exchange.getResponseBody().write(PAGE);
                    }
                });
        pages.start();
        Chromium browser = Chromium.start(microphone, flags);
        browser.driver().get("http://127.0.0.1:" + pages.getAddress().getPort() + "/");
        browser.driver().executeScript(Chromium.resource("/system/ear.js"));
        browser.driver().executeScript(script);
        return new BrowserPhone(pages, browser);
    }

    /** Connects to a WebSocket and registers there, with an empty password as one without. */
    BrowserPhone register(String url, String user, String domain, String password)
            throws Exception {
        create(url, user, domain, password, true);
        awaitEvent("registered");
        return this;
    }

    /** Connects to a WebSocket only. */
    BrowserPhone connect(String url, String user, String domain) throws Exception {
        create(url, user, domain, "", false);
        awaitEvent("connected");
        return this;
    }

    private void create(String url, String user, String domain, String password, boolean registers)
            throws Exception {
        browser.ask(
                "create",
                Map.of(
                        "url", url,
                        "user", user,
                        "domain", domain,
                        "password", password,
                        "registers", registers));
    }

    /** Calls and waits for the answer. */
    BrowserPhone call(String uri) throws Exception {
        dial(uri);
        awaitEvent("confirmed");
        return this;
    }

    void dial(String uri) throws Exception {
        browser.ask("dial", Map.of("uri", uri));
    }

    /** Waits for a call and answers it. */
    BrowserPhone answer() throws Exception {
        awaitEvent("call");
        browser.ask("answer", null);
        awaitEvent("confirmed");
        return this;
    }

    /** Says what its microphone has. */
    void speak() throws Exception {
        browser.ask("feed", null);
    }

    /** Says all its microphone has, and half a second of silence for those who hear it late. */
    void say(TestSpeech speech) throws Exception {
        int before = statistic("outbound-rtp", "packetsSent");
        speak();
        said(before + speech.packets() + LATE_PACKETS);
    }

    /** Waits until that many packets have been sent in all. */
    void said(int packets) throws Exception {
        Await.until(
                packets + " packets are sent",
                LIMIT,
                () -> statistic("outbound-rtp", "packetsSent"),
                sent -> sent >= packets);
    }

    /** A figure of the first of its getStats reports of a type; 0 when there is none. */
    int statistic(String type, String field) throws Exception {
        JsonNode reports = browser.ask("statistics", null);
        return StreamSupport.stream(reports.spliterator(), false)
                .filter(report -> report.path("type").asText().equals(type))
                .findFirst()
                .map(report -> report.path(field).asInt())
                .orElse(0);
    }

    /** Presses a key, told by RFC2833 or INFO. */
    void press(char key, String by) throws Exception {
        browser.ask("press", Map.of("key", Character.toString(key), "by", by));
    }

    void hold() throws Exception {
        browser.ask("hold", null);
    }

    void unhold() throws Exception {
        browser.ask("unhold", null);
    }

    void transfer(String uri) throws Exception {
        browser.ask("transfer", Map.of("uri", uri));
    }

    void hangUp() throws Exception {
        browser.ask("hangUp", null);
    }

    /** Begins to keep what it hears. */
    void listen() throws Exception {
        browser.ask("listen", null);
    }

    /** All that was heard since. */
    WavSamples heard() throws Exception {
        JsonNode heard = browser.ask("heard", null);
        byte[] bytes = Base64.getDecoder().decode(heard.path("pcm").asText());
        short[] samples = new short[bytes.length / Short.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
        return new WavSamples(heard.path("rateHz").asInt(), 1, samples);
    }

    /** Waits for the first event of a name; fails when there is none. */
    JsonNode awaitEvent(String name) throws Exception {
        Await.until(
                "event " + name,
                LIMIT,
                () -> browser.ask("told", null),
                all -> find(all, name) > 0);
        return first(browser.ask("told", null), name).orElseThrow();
    }

    long events(String name) throws Exception {
        return find(browser.ask("told", null), name);
    }

    private static long find(JsonNode all, String name) {
        return named(all, name).count();
    }

    private static Optional<JsonNode> first(JsonNode all, String name) {
        return named(all, name).findFirst();
    }

    private static Stream<JsonNode> named(JsonNode all, String name) {
        return StreamSupport.stream(all.spliterator(), false)
                .filter(each -> each.path("event").asText().equals(name));
    }

    @Override
    public void close() {
        browser.close();
        pages.stop(0);
    }
}
