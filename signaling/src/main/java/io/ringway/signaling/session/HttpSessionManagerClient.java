package io.ringway.signaling.session;

import io.ringway.signaling.http.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The session manager as an HTTP service: {@code POST /sessions}, {@code PUT /sessions/{id}/state},
 * {@code DELETE /sessions/{id}}.
 *
 * <p>Thread: any virtual one.
 */
public final class HttpSessionManagerClient implements SessionManagerClient {

    private static final int MAX_ANSWER_BYTES = 64 << 10;
    private static final int LOGGED_CHARS = 500;

    private final SessionManagerSettings settings;
    private final String sessions;
    private final HttpClient http;
    private final CircuitBreaker breaker;
    private final Semaphore calls;

    public HttpSessionManagerClient(SessionManagerSettings settings) {
        this.settings = settings;
        this.sessions = settings.base().toString().replaceAll("/+$", "") + "/sessions";
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofMillis(settings.connectTimeoutMs()))
                        .executor(Executors.newVirtualThreadPerTaskExecutor())
                        .build();
        this.breaker =
                new CircuitBreaker(
                        settings.breakerFailures(),
                        TimeUnit.MILLISECONDS.toNanos(settings.breakerOpenMs()));
        this.calls = new Semaphore(settings.maxCalls());
    }

    @Override
    public void register(String sessionId, Kind kind) throws SessionManagerException {
        Map<String, Object> session = new LinkedHashMap<>();
        session.put("session_id", sessionId);
        session.put("type", kind.wireName());
        session.put("state", "new");
        call("POST", sessions, session);
    }

    @Override
    public void updateState(String sessionId, String state) throws SessionManagerException {
        retrying("PUT", sessions + "/" + sessionId + "/state", Map.of("state", state));
    }

    @Override
    public void deregister(String sessionId) throws SessionManagerException {
        try {
            retrying("DELETE", sessions + "/" + sessionId, Map.of());
        } catch (SessionManagerException e) {
            // Also what a second try finds when only the first one's answer was lost.
            if (e.status() != 404) {
                throw e;
            }
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }

    private void retrying(String method, String url, Map<String, Object> body)
            throws SessionManagerException {
        long backoffMs = settings.firstBackoffMs();
        for (int attempt = 1; ; attempt++) {
            try {
                call(method, url, body);
                return;
            } catch (SessionManagerException e) {
                if (attempt >= settings.attempts() || !e.serviceFailed()) {
                    throw e;
                }
                pause(url, backoffMs);
                backoffMs *= 2;
            }
        }
    }

    private void call(String method, String url, Map<String, Object> body)
            throws SessionManagerException {
        if (!breaker.tryEnter(System.nanoTime())) {
            throw new SessionManagerException(
                    url,
                    0,
                    "left alone for " + settings.breakerOpenMs() + " ms after repeated failures",
                    null);
        }
        boolean answered = false;
        try {
            bounded(method, url, body);
            answered = true;
        } catch (SessionManagerException e) {
            answered = !e.serviceFailed();
            throw e;
        } finally {
            if (answered) {
                breaker.succeeded();
            } else {
                breaker.failed(System.nanoTime());
            }
        }
    }

    private void bounded(String method, String url, Map<String, Object> body)
            throws SessionManagerException {
        try {
            if (!calls.tryAcquire(settings.requestTimeoutMs(), TimeUnit.MILLISECONDS)) {
                throw new SessionManagerException(
                        url, 0, settings.maxCalls() + " calls are under way", null);
            }
            try {
                exchange(method, url, body);
            } finally {
                calls.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SessionManagerException(url, 0, "interrupted", e);
        }
    }

    private void exchange(String method, String url, Map<String, Object> body)
            throws SessionManagerException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url))
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body.isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofByteArray(Json.bytes(body)))
                        .build();
        // The client's own time-out ends with the headers; this one covers the body too.
        CompletableFuture<HttpResponse<String>> answer =
                http.sendAsync(
                        request, BodyHandlers.limiting(BodyHandlers.ofString(), MAX_ANSWER_BYTES));
        try {
            HttpResponse<String> response =
                    answer.get(settings.requestTimeoutMs(), TimeUnit.MILLISECONDS);
            if (response.statusCode() / 100 != 2) {
                throw new SessionManagerException(
                        url, response.statusCode(), shortened(response.body()), null);
            }
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new SessionManagerException(
                    url, 0, "no answer within " + settings.requestTimeoutMs() + " ms", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() instanceof IOException io ? io : e;
            throw new SessionManagerException(url, 0, cause.toString(), e);
        }
    }

    private static void pause(String url, long backoffMs) throws SessionManagerException {
        try {
            Thread.sleep(backoffMs);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SessionManagerException(url, 0, "interrupted", e);
        }
    }

    private static String shortened(String body) {
        String line = body.replaceAll("\\s+", " ").trim();
        return line.length() <= LOGGED_CHARS ? line : line.substring(0, LOGGED_CHARS) + "…";
    }
}
