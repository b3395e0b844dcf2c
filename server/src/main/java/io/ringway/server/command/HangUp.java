package io.ringway.server.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends calls in good order when the process is told to end in their middle: whoever runs them gets
 * some seconds for goodbyes and the report.
 */
final class HangUp implements AutoCloseable {

    private static final long GOODBYE_SECONDS = 5;

    private final Runnable stop;
    private final CountDownLatch reported = new CountDownLatch(1);
    private final Thread hook = new Thread(this::hangUp, "hang-up");

    private HangUp(Runnable stop) {
        this.stop = stop;
    }

    /**
     * Watches over calls until it is closed.
     *
     * @param stop ends them soon; called on a thread of its own
     */
    static HangUp onExit(Runnable stop) {
        HangUp made = new HangUp(stop);
        Runtime.getRuntime().addShutdownHook(made.hook);
        return made;
    }

    private void hangUp() {
        stop.run();
        try {
            if (!reported.await(GOODBYE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("ringway: the calls did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The calls have ended and been reported. */
    @Override
    public void close() {
        reported.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // The process is ending already, and the hook is what ended the calls.
        }
    }
}
