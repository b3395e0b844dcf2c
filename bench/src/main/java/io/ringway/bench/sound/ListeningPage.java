package io.ringway.bench.sound;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.ringway.signaling.sdp.SdpException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * The page a browser shows to listen, and what it asks for: answers to its offers, when the sending
 * is over, where to leave what it heard. On loopback.
 *
 * <p>Thread: any; each request has a virtual one to itself.
 */
final class ListeningPage implements AutoCloseable {

    private static final String PAGE = "listening.html";
    private static final byte[] NOTHING = {};

    private final List<ListeningCall> calls;
    private final List<Played> played;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CompletableFuture<Void> listening = new CompletableFuture<>();
    private final CompletableFuture<Void> sent = new CompletableFuture<>();
    private final CompletableFuture<List<Played>> done = new CompletableFuture<>();

    private ListeningPage(List<ListeningCall> calls, HttpServer server) {
        this.calls = calls;
        this.server = server;
        played = Stream.generate(Played::new).limit(calls.size()).toList();
    }

    /** Serves the page for some calls. */
    static ListeningPage serve(List<ListeningCall> calls) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        ListeningPage page = new ListeningPage(calls, server);
        server.setExecutor(page.threads);
        server.createContext("/", page::handle);
        server.start();
        return page;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** Done when every call is answered and what arrives is being played. */
    CompletableFuture<Void> listening() {
        return listening;
    }

    /** Tells the page that nothing more comes. */
    void tellSent() {
        sent.complete(null);
    }

    /** What was played in each call, once the page has left it here. */
    CompletableFuture<List<Played>> played() {
        return done;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            byte[] answer = answer(exchange.getRequestURI().getPath(), body);
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
        } catch (SdpException e) {
            fail("its offer does not do, " + e.getMessage());
        }
    }

    private byte[] answer(String path, byte[] body) throws IOException, SdpException {
        switch (path) {
            case "/" -> {
                return page();
            }
            case "/calls" -> {
                return String.valueOf(calls.size()).getBytes(StandardCharsets.UTF_8);
            }
            case "/sent" -> {
                listening.complete(null);
                sent.join();
            }
            case "/done" -> done.complete(played);
            case "/failed" -> fail(new String(body, StandardCharsets.UTF_8));
            default -> {
                return ofCall(path.split("/"), body);
            }
        }
        return NOTHING;
    }

    /** {@code /calls/NUMBER/PART}; whatever else a browser may ask for, it gets nothing. */
    private byte[] ofCall(String[] path, byte[] body) throws SdpException {
        if (path.length != 4) {
            return NOTHING;
        }
        int number = Integer.parseInt(path[2]);
        if (path[3].equals("offer")) {
            String offer = new String(body, StandardCharsets.UTF_8);
            return calls.get(number).answer(offer).getBytes(StandardCharsets.UTF_8);
        }
        played.get(number).take(path[3], body);
        return NOTHING;
    }

    private void fail(String why) {
        IllegalStateException failure = new IllegalStateException("the page failed: " + why);
        listening.completeExceptionally(failure);
        done.completeExceptionally(failure);
    }

    private static byte[] page() throws IOException {
        try (InputStream page = ListeningPage.class.getResourceAsStream(PAGE)) {
            return Objects.requireNonNull(page, PAGE).readAllBytes();
        }
    }
}
