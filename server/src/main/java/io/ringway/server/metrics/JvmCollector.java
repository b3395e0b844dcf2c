package io.ringway.server.metrics;

import com.sun.management.UnixOperatingSystemMXBean;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryUsage;

/** The process and its JVM, by the names Prometheus dashboards know. */
final class JvmCollector implements MultiCollector {

    @Override
    public MetricSnapshots collect() {
        MetricSnapshots.Builder all = MetricSnapshots.builder();
        memory(all);
        all.metricSnapshot(directBuffers());
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();
        all.metricSnapshot(
                GaugeFamily.single("jvm_threads_current", "Live platform threads", threads));
        all.metricSnapshot(collections());
        process(all);
        return all.build();
    }

    private static void memory(MetricSnapshots.Builder all) {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        GaugeFamily used = new GaugeFamily("jvm_memory_used_bytes", "Memory in use");
        GaugeFamily max = new GaugeFamily("jvm_memory_max_bytes", "Memory limit, -1 if none");
        area(used, max, memory.getHeapMemoryUsage(), "heap");
        area(used, max, memory.getNonHeapMemoryUsage(), "nonheap");
        all.metricSnapshot(used.snapshot()).metricSnapshot(max.snapshot());
    }

    private static void area(GaugeFamily used, GaugeFamily max, MemoryUsage usage, String name) {
        Labels area = Labels.of("area", name);
        used.point(usage.getUsed(), area);
        max.point(usage.getMax(), area);
    }

    private static GaugeSnapshot directBuffers() {
        GaugeFamily used = new GaugeFamily("jvm_buffer_pool_used_bytes", "Memory of buffers");
        for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
            used.point(pool.getMemoryUsed(), Labels.of("pool", pool.getName()));
        }
        return used.snapshot();
    }

    private static SummarySnapshot collections() {
        SummarySnapshot.Builder collections =
                SummarySnapshot.builder()
                        .name("jvm_gc_collection_seconds")
                        .help("Time spent in each garbage collector");
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            collections.dataPoint(
                    SummaryDataPointSnapshot.builder()
                            .labels(Labels.of("gc", collector.getName()))
                            .count(Math.max(0, collector.getCollectionCount()))
                            .sum(Math.max(0, collector.getCollectionTime()) / 1e3)
                            .build());
        }
        return collections.build();
    }

    private static void process(MetricSnapshots.Builder all) {
        double startSeconds = ManagementFactory.getRuntimeMXBean().getStartTime() / 1e3;
        all.metricSnapshot(
                GaugeFamily.single(
                        "process_start_time_seconds", "When it started, Unix time", startSeconds));
        if (ManagementFactory.getOperatingSystemMXBean()
                instanceof UnixOperatingSystemMXBean unix) {
            all.metricSnapshot(
                    GaugeFamily.single(
                            "process_open_fds",
                            "Open file descriptors",
                            (double) unix.getOpenFileDescriptorCount()));
            all.metricSnapshot(
                    GaugeFamily.single(
                            "process_max_fds",
                            "Limit of open file descriptors",
                            (double) unix.getMaxFileDescriptorCount()));
            all.metricSnapshot(processorTime(unix.getProcessCpuTime() / 1e9));
        }
    }

    private static CounterSnapshot processorTime(double seconds) {
        return CounterSnapshot.builder()
                .name("process_cpu_seconds")
                .help("Processor time used")
                .dataPoint(
                        CounterDataPointSnapshot.builder()
                                .value(Math.max(0, seconds))
                                .labels(Labels.EMPTY)
                                .build())
                .build();
    }
}
