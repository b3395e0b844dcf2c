package io.ringway.server.system;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Looks again and again until something is as it should be, or time is up. */
public final class Await {

    private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(20);

    private Await() {}

    /** What is looked at; may fail for good by throwing. */
    @FunctionalInterface
    public interface Look<T> {
        T at() throws Exception;
    }

    /** Returns the first look that is right; fails the test with the last one when none was. */
    public static <T> T until(String wish, Duration limit, Look<T> look, Predicate<T> right)
            throws Exception {
        long deadlineNs = System.nanoTime() + limit.toNanos();
        T seen = look.at();
        while (!right.test(seen)) {
            if (deadlineNs - System.nanoTime() < 0) {
                fail("not within " + limit.toMillis() + " ms: " + wish + "; last seen: " + seen);
            }
            LockSupport.parkNanos(PAUSE_NS);
            seen = look.at();
        }
        return seen;
    }
}
