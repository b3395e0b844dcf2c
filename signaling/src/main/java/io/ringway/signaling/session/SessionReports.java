package io.ringway.signaling.session;

import io.ringway.signaling.session.SessionManagerClient.Kind;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the session manager about sessions. Registering blocks its caller; everything later is told
 * in order from a virtual thread, and a failure is logged while the call goes on.
 *
 * <p>Thread: any.
 */
final class SessionReports implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SessionReports.class);
    private static final long CLOSE_TIMEOUT_MS = 10_000;

    private interface Report {
        void send() throws SessionManagerException;
    }

    private final SessionManagerClient client;
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(
                    Thread.ofVirtual().name("session-report-", 0).factory());
    // One chain for each session that is registered: bounded by the sessions there are.
    private final ConcurrentHashMap<String, CompletableFuture<Void>> chains =
            new ConcurrentHashMap<>();

    // Goodbyes on their way, so that closing can wait for them.
    private final ConcurrentHashMap<String, CompletableFuture<Void>> goodbyes =
            new ConcurrentHashMap<>();

    SessionReports(SessionManagerClient client) {
        this.client = client;
    }

    void register(String sessionId, Kind kind) throws SessionManagerException {
        client.register(sessionId, kind);
        chains.put(sessionId, CompletableFuture.completedFuture(null));
    }

    void active(String sessionId) {
        chains.computeIfPresent(
                sessionId,
                (id, chain) ->
                        append(
                                chain,
                                "UpdateSessionState",
                                id,
                                () -> client.updateState(id, "active")));
    }

    void ended(String sessionId) {
        CompletableFuture<Void> chain = chains.remove(sessionId);
        if (chain != null) {
            CompletableFuture<Void> goodbye =
                    append(
                            chain,
                            "DeregisterSession",
                            sessionId,
                            () -> client.deregister(sessionId));
            goodbyes.put(sessionId, goodbye);
            goodbye.whenComplete((done, failure) -> goodbyes.remove(sessionId));
        }
    }

    private CompletableFuture<Void> append(
            CompletableFuture<Void> chain, String function, String sessionId, Report report) {
        return chain.thenRunAsync(() -> send(function, sessionId, report), threads);
    }

    private static void send(String function, String sessionId, Report report) {
        try {
            report.send();
        } catch (SessionManagerException e) {
            LOG.warn(
                    "session manager failed call={} function={} url={} status={} body={}",
                    sessionId,
                    function,
                    e.url(),
                    e.status(),
                    e.body());
        }
    }

    /** Waits for what is still to be told, for a limited time. */
    @Override
    public void close() {
        try {
            CompletableFuture.allOf(goodbyes.values().toArray(CompletableFuture[]::new))
                    .get(CLOSE_TIMEOUT_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("session manager was not told of every end pending={}", goodbyes.size());
        }
        threads.shutdownNow();
    }
}
