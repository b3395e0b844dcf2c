package io.ringway.signaling.session;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A real HTTP service with the session manager's interface, told how to behave. */
public final class FakeSessionService implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch released = new CountDownLatch(1);
    private final BlockingQueue<String> calls = new LinkedBlockingQueue<>();

    /** Status of the next answers, in order; empty for success. */
    public final BlockingQueue<Integer> answers = new LinkedBlockingQueue<>();

    /** Status of every answer when the queue is empty; 0 for success. */
    public volatile int always;

    /** Whether to keep everybody waiting. */
    public volatile boolean hanging;

    public FakeSessionService() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    public URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** The next call as {@code METHOD path body}; waits for it. */
    public String nextCall() throws InterruptedException {
        return String.valueOf(calls.poll(20, TimeUnit.SECONDS));
    }

    public int callsWaiting() {
        return calls.size();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        calls.add(
                (exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body).trim());
        if (hanging) {
            awaitRelease();
        }
        Integer scripted = answers.poll();
        int status = scripted != null ? scripted : always;
        boolean failing = status != 0;
        byte[] text = (failing ? "service says\n  no" : "{}").getBytes(StandardCharsets.UTF_8);
        int success =
                switch (exchange.getRequestMethod()) {
                    case "POST" -> 201;
                    case "DELETE" -> 204;
                    default -> 200;
                };
        exchange.sendResponseHeaders(
                failing ? status : success, !failing && success == 204 ? -1 : text.length);
        if (failing || success != 204) {
            exchange.getResponseBody().write(text);
        }
        exchange.close();
    }

    private void awaitRelease() throws IOException {
        try {
            released.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        released.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
