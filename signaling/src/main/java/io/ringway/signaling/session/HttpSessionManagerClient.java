package io.ringway.signaling.session;

import io.ringway.signaling.http.Json;
import java.io.IOException;
import java.net.ConnectException;
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
 * <p>A session that may have been registered is deregistered, however long that takes: what fails
 * now is told later ({@link LateGoodbyes}). Only so many calls may wait for their turn; one more is
 * refused at once, which says nothing about the service.
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
    private final LateGoodbyes goodbyes;

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
        this.goodbyes =
                new LateGoodbyes(
                        this::sayGoodbye, settings.maxGoodbyes(), settings.firstBackoffMs());
    }

    @Override
    public void register(String sessionId, Kind kind) throws SessionManagerException {
        Map<String, Object> session = new LinkedHashMap<>();
        session.put("session_id", sessionId);
        session.put("type", kind.wireName());
        session.put("state", "new");
        try {
            call("POST", sessions, session);
        } catch (SessionManagerException e) {
            // It may have been registered all the same, by whoever did not answer.
            if (e.outcomeUnknown()) {
                goodbyes.add(sessionId);
            }
            throw e;
        }
    }

    @Override
    public void updateState(String sessionId, String state) throws SessionManagerException {
        retrying("PUT", sessions + "/" + sessionId + "/state", Map.of("state", state));
    }

    @Override
    public void deregister(String sessionId) throws SessionManagerException {
        try {
            sayGoodbye(sessionId);
        } catch (SessionManagerException e) {
            if (e.serviceFailed()) {
                goodbyes.add(sessionId);
            }
            throw e;
        }
    }

    private void sayGoodbye(String sessionId) throws SessionManagerException {
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
    public int goodbyesWaiting() {
        return goodbyes.waiting();
    }

    @Override
    public long goodbyesDropped() {
        return goodbyes.dropped();
    }

    @Override
    public void close() {
        goodbyes.close();
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

    /** Waits for its turn before it asks the breaker, which judges the service and not us. */
    private void call(String method, String url, Map<String, Object> body)
            throws SessionManagerException {
        try {
            if (!hasTurn()) {
                String why = settings.maxCalls() + " calls are under way, and more wait";
                throw new SessionManagerException(url, 0, why, null);
            }
            try {
                guarded(method, url, body);
            } finally {
                calls.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SessionManagerException(url, 0, "interrupted", e);
        }
    }

    private boolean hasTurn() throws InterruptedException {
        return calls.tryAcquire()
                || (calls.getQueueLength() < settings.maxWaiting()
                        && calls.tryAcquire(settings.requestTimeoutMs(), TimeUnit.MILLISECONDS));
    }

    private void guarded(String method, String url, Map<String, Object> body)
            throws SessionManagerException, InterruptedException {
        if (!breaker.tryEnter(System.nanoTime())) {
            throw new SessionManagerException(
                    url,
                    0,
                    "left alone for " + settings.breakerOpenMs() + " ms after repeated failures",
                    null);
        }
        boolean answered = false;
        try {
            exchange(method, url, body);
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
            throw SessionManagerException.unanswered(
                    url, "no answer within " + settings.requestTimeoutMs() + " ms", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() instanceof IOException io ? io : e;
            throw cause instanceof ConnectException
                    ? new SessionManagerException(url, 0, cause.toString(), e)
                    : SessionManagerException.unanswered(url, cause.toString(), e);
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
