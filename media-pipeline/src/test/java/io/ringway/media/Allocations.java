package io.ringway.media;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Measures garbage of this thread. */
public final class Allocations {

    private static final int WARM_UP = 20_000;
    private static final int BATCHES = 5;
    private static final int BATCH = 20_000;
    private static final int MOST_WINDOWS = 8;

    private Allocations() {}

    /**
     * Bytes a call once warm, rounded up: the least of several batches, as the compiler may
     * allocate on the thread's account while it replaces code.
     */
    public static long perCall(Runnable call) {
        repeat(call, WARM_UP);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < BATCHES; i++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            repeat(call, BATCH);
            long after = threads.getCurrentThreadAllocatedBytes();
            least = Math.min(least, after - before);
        }
        return Math.ceilDiv(least, BATCH);
    }

    /**
     * The same of calls that cost much: bytes of the least of several batches, the first of which
     * warm up.
     */
    public static long leastPerCall(Runnable call, int batch, int batches) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < batches; i++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            repeat(call, batch);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return Math.ceilDiv(least, batch);
    }

    /**
     * Bytes of a window of work once it is warm: the least of up to eight windows, as compilers may
     * take longer than any warm-up on a machine that has other things to do.
     *
     * @param enough ends it as soon as a window took less
     */
    public static long leastOf(Runnable window, long enough) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < MOST_WINDOWS && least >= enough; i++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            window.run();
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }

    private static void repeat(Runnable call, int times) {
        for (int i = 0; i < times; i++) {
            call.run();
        }
    }
}
