package io.ringway.signaling.call;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs what is put into it in order, one at a time, on a virtual thread that exists only while
 * there is something to run. Tasks may block; they should not for long.
 *
 * <p>Thread: any.
 */
public final class SerialQueue {

    private static final Logger LOG = LoggerFactory.getLogger(SerialQueue.class);

    private final String name;
    private final int capacity;
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private boolean running;

    /**
     * @param name of the thread, for logs and dumps
     * @param capacity tasks that may wait
     */
    public SerialQueue(String name, int capacity) {
        this.name = name;
        this.capacity = capacity;
    }

    /** Queues a task; false when as many wait as may, and this one will not run. */
    public synchronized boolean offer(Runnable task) {
        if (tasks.size() >= capacity) {
            return false;
        }
        put(task);
        return true;
    }

    /** Queues a task that must not be lost, such as the end of what the others are about. */
    public synchronized void put(Runnable task) {
        tasks.add(task);
        if (!running) {
            running = true;
            Thread.ofVirtual().name(name).start(this::runAll);
        }
    }

    private void runAll() {
        for (Runnable task = next(); task != null; task = next()) {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("{}: a task failed; going on", name, e);
            }
        }
    }

    private synchronized @Nullable Runnable next() {
        Runnable task = tasks.poll();
        running = task != null;
        return task;
    }
}
