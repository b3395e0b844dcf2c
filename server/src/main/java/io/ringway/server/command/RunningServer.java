package io.ringway.server.command;

import io.ringway.server.ServerProcess;
import io.ringway.server.config.Configuration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One server from start to stop.
 *
 * <p>Thread: the main thread starts and waits; the JVM's shutdown thread, or the main thread with
 * {@code --check}, stops.
 */
final class RunningServer {

    private static final Logger LOG = LoggerFactory.getLogger(RunningServer.class);

    private final ServerProcess server;
    private final long shutdownTimeoutNs;
    private final CountDownLatch stopped = new CountDownLatch(1);

    RunningServer(ServerProcess server, long shutdownTimeoutNs) {
        this.server = server;
        this.shutdownTimeoutNs = shutdownTimeoutNs;
    }

    /** Starts, or cleans up what had been opened and fails; returns the line that says ready. */
    String start(Configuration configuration) {
        try {
            server.start(configuration);
            return server.readyLine();
        } catch (RuntimeException failure) {
            closeAfter(failure);
            throw failure;
        }
    }

    private void closeAfter(RuntimeException failure) {
        try {
            server.close();
        } catch (RuntimeException alsoFailed) {
            failure.addSuppressed(alsoFailed);
        }
    }

    /** Returns when the process was told to end and has stopped. */
    void awaitShutdown() throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "shutdown"));
        stopped.await();
    }

    /** Refuses new calls, ends the others; gives up after the time limit. */
    void stop() {
        FutureTask<Void> closing = new FutureTask<>(this::drainAndClose, null);
        Thread.ofPlatform().daemon().name("closing").start(closing);
        try {
            closing.get(shutdownTimeoutNs, TimeUnit.NANOSECONDS);
            LOG.info("stopped");
        } catch (TimeoutException _) {
            LOG.atWarn()
                    .addKeyValue("limitMs", TimeUnit.NANOSECONDS.toMillis(shutdownTimeoutNs))
                    .log("not everything was finished in time; shutdown-timeout-ms sets the limit");
        } catch (ExecutionException e) {
            LOG.error("stopping failed", e.getCause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            stopped.countDown();
        }
    }

    private void drainAndClose() {
        LOG.info("stopping: no new calls from now on");
        server.drain();
        server.close();
    }
}
