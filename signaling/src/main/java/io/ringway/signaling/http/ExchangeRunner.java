package io.ringway.signaling.http;

import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs every exchange on a virtual thread of its own and waits for them at the end. */
final class ExchangeRunner {

    private static final Logger LOG = LoggerFactory.getLogger(ExchangeRunner.class);

    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("http-", 0).factory());
    private final Router router;
    private final Cors cors;
    private final WebSocketUpgrade upgrade;
    private final CounterBlock counters;

    ExchangeRunner(Router router, HttpSettings settings, CounterBlock counters) {
        this.router = router;
        this.cors = new Cors(settings.corsOrigins());
        this.upgrade = new WebSocketUpgrade(settings, counters);
        this.counters = counters;
    }

    /** Called by event loops. */
    void run(Exchange exchange) {
        counters.incrementShared(Counter.HTTP_REQUESTS);
        try {
            threads.execute(() -> exchange.serve(this));
        } catch (RejectedExecutionException e) {
            LOG.debug("request dropped: the server is closing");
            exchange.abandon();
        }
    }

    Response answer(Request request) {
        if (Cors.isPreflight(request)) {
            String allowed = router.allowed(request.target());
            Response options = router.handle(request);
            return cors.decorate(request, options, allowed.isEmpty() ? "GET, HEAD" : allowed);
        }
        return cors.decorate(request, router.handle(request), "");
    }

    /** An error that comes before any route is asked, readable for pages of other origins too. */
    Response refusal(Request request, Problem problem) {
        return cors.decorate(request, problem.response(), "");
    }

    WebSocketUpgrade upgrade() {
        return upgrade;
    }

    /** Waits for what runs, then interrupts it. */
    void close(long timeoutMs) throws InterruptedException {
        threads.shutdown();
        if (!threads.awaitTermination(timeoutMs, TimeUnit.MILLISECONDS)) {
            threads.shutdownNow();
            threads.awaitTermination(timeoutMs, TimeUnit.MILLISECONDS);
        }
    }
}
