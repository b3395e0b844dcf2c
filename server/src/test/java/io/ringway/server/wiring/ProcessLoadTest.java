package io.ringway.server.wiring;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The share of its processors a process needs. */
@Timeout(60)
class ProcessLoadTest {

    private static final long WORK_NS = TimeUnit.MILLISECONDS.toNanos(300);

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    @Test
    void shouldCountWhatThisThreadNeeded() {
        ProcessLoad load = new ProcessLoad();
        long beganNs = System.nanoTime();
        long untilNs = threads.getCurrentThreadCpuTime() + WORK_NS;
        while (threads.getCurrentThreadCpuTime() < untilNs) {
            Thread.onSpinWait();
        }
        double mine =
                (double) WORK_NS
                        / (System.nanoTime() - beganNs)
                        / Runtime.getRuntime().availableProcessors();
        double told = load.take();
        // The system counts by the tick of 10 ms.
        assertTrue(told > 0.9 * mine, told + " of at least " + mine);
        assertTrue(told < 1.1, "more than all: " + told);
    }
}
