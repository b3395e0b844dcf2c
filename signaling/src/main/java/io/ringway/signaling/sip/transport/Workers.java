package io.ringway.signaling.sip.transport;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads JAIN-SIP and its listener run on. Work with the same key runs in the order it came,
 * as all messages of a call must; each thread's queue is bounded.
 *
 * <p>Thread: any.
 */
final class Workers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);
    private static final long CLOSE_TIMEOUT_MS = 2_000;

    private static final String NAME = "sip-worker-";

    private final ThreadPoolExecutor[] threads;

    Workers(int count, int queued) {
        threads = new ThreadPoolExecutor[count];
        for (int i = 0; i < count; i++) {
            threads[i] =
                    new ThreadPoolExecutor(
                            1,
                            1,
                            0,
                            TimeUnit.SECONDS,
                            new ArrayBlockingQueue<>(queued),
                            Thread.ofPlatform().daemon().name(NAME + i).factory(),
                            new ThreadPoolExecutor.AbortPolicy());
        }
    }

    /** Whether a thread is one of a stack's, which must not wait. */
    static boolean isWorker(Thread thread) {
        return thread.getName().startsWith(NAME);
    }

    /** Queues work; false when too much of it waits, and it will not run. */
    boolean offer(int key, Runnable work) {
        ThreadPoolExecutor thread = threads[Math.floorMod(key, threads.length)];
        try {
            thread.execute(() -> run(work));
            return true;
        } catch (java.util.concurrent.RejectedExecutionException full) {
            return false;
        }
    }

    /** Work that waits now. */
    int waiting() {
        int sum = 0;
        for (ThreadPoolExecutor thread : threads) {
            sum += thread.getQueue().size();
        }
        return sum;
    }

    private static void run(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | AssertionError | StackOverflowError e) {
            LOG.warn("handling a SIP message failed; going on", e);
        }
    }

    /** Lets what runs finish, forgets what waits. */
    @Override
    public void close() {
        for (ThreadPoolExecutor thread : threads) {
            thread.getQueue().clear();
            thread.shutdown();
        }
        try {
            for (ThreadPoolExecutor thread : threads) {
                if (!thread.awaitTermination(CLOSE_TIMEOUT_MS, TimeUnit.MILLISECONDS)) {
                    LOG.warn("a SIP listener still runs after the stack was closed");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
