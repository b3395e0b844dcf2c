package io.ringway.server.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.Counters;

/** Every {@link Counter}: drops as one metric with a reason, the others one metric each. */
final class CounterCollector implements MultiCollector {

    private final Counters counters;

    CounterCollector(Counters counters) {
        this.counters = counters;
    }

    @Override
    public MetricSnapshots collect() {
        MetricSnapshots.Builder all = MetricSnapshots.builder();
        CounterSnapshot.Builder drops =
                CounterSnapshot.builder()
                        .name("ringway_dropped")
                        .help("What went no further, and why");
        for (Counter counter : Counter.values()) {
            if (counter.isDrop()) {
                drops.dataPoint(point(counter, Labels.of("reason", counter.label())));
            } else {
                all.metricSnapshot(single(counter));
            }
        }
        return all.metricSnapshot(drops.build()).build();
    }

    private CounterSnapshot single(Counter counter) {
        return CounterSnapshot.builder()
                .name("ringway_" + counter.label().replace('-', '_'))
                .help(counter.description())
                .dataPoint(point(counter, Labels.EMPTY))
                .build();
    }

    private CounterDataPointSnapshot point(Counter counter, Labels labels) {
        return CounterDataPointSnapshot.builder()
                .value((double) counters.total(counter))
                .labels(labels)
                .build();
    }
}
