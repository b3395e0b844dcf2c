package io.ringway.server.wiring;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * How much of its processors this process needs.
 *
 * <p>Thread: one.
 */
final class ProcessLoad {

    private final OperatingSystemMXBean system =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private long cpuNs = system.getProcessCpuTime();
    private long sinceNs = System.nanoTime();

    /** Share of all processors it may run on, 0 to 1, since it was last asked. */
    double take() {
        long nowCpuNs = system.getProcessCpuTime();
        long nowNs = System.nanoTime();
        double elapsedNs = Math.max(1, nowNs - sinceNs);
        double load = (nowCpuNs - cpuNs) / elapsedNs / system.getAvailableProcessors();
        cpuNs = nowCpuNs;
        sinceNs = nowNs;
        return load;
    }
}
