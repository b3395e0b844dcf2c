package io.ringway.signaling.sip.transport;

import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.stack.SIPStackTimerTask;
import gov.nist.javax.sip.stack.timers.SipTimer;
import java.util.Properties;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The timers of transactions on one thread. Unlike JAIN-SIP's own {@code ScheduledExecutorSipTimer}
 * a cancelled timer leaves the heap at once, and none outlives the stack. Public for JAIN-SIP,
 * which makes it by name.
 */
public final class JainTimer implements SipTimer {

    private static final Logger LOG = LoggerFactory.getLogger(JainTimer.class);

    private final ScheduledThreadPoolExecutor executor =
            new ScheduledThreadPoolExecutor(
                    1, Thread.ofPlatform().daemon().name("sip-timer").factory());

    public JainTimer() {
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        executor.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
    }

    @Override
    public void start(SipStackImpl stack, Properties properties) {
        executor.prestartAllCoreThreads();
    }

    @Override
    public boolean schedule(SIPStackTimerTask task, long delayMs) {
        requireStarted();
        task.setSipTimerTask(executor.schedule(() -> run(task), delayMs, TimeUnit.MILLISECONDS));
        return true;
    }

    @Override
    public boolean scheduleWithFixedDelay(SIPStackTimerTask task, long delayMs, long periodMs) {
        requireStarted();
        task.setSipTimerTask(
                executor.scheduleWithFixedDelay(
                        () -> run(task), delayMs, periodMs, TimeUnit.MILLISECONDS));
        return true;
    }

    /** JAIN-SIP expects this exception of a timer that has been stopped. */
    private void requireStarted() {
        if (executor.isShutdown()) {
            throw new IllegalStateException("the SIP stack is closed");
        }
    }

    private static void run(SIPStackTimerTask task) {
        try {
            task.runTask();
        } catch (RuntimeException e) {
            LOG.warn("a timer of a SIP transaction failed; going on", e);
        }
    }

    @Override
    public boolean cancel(SIPStackTimerTask task) {
        @Nullable Object scheduled = task.getSipTimerTask();
        if (!(scheduled instanceof ScheduledFuture<?> future)) {
            return false;
        }
        task.cleanUpBeforeCancel();
        clear(task);
        return future.cancel(false);
    }

    @SuppressWarnings("NullAway") // JAIN-SIP knows a cancelled task by null
    private static void clear(SIPStackTimerTask task) {
        task.setSipTimerTask(null);
    }

    @Override
    public void stop() {
        executor.shutdownNow();
    }

    @Override
    public boolean isStarted() {
        return !executor.isShutdown();
    }
}
