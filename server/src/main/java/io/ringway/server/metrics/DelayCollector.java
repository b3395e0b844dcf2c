package io.ringway.server.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.ringway.media.counters.Counters;
import io.ringway.media.counters.Delay;

/** Every {@link Delay}, over all threads. */
final class DelayCollector implements MultiCollector {

    private final Counters counters;

    DelayCollector(Counters counters) {
        this.counters = counters;
    }

    @Override
    public MetricSnapshots collect() {
        MetricSnapshots.Builder all = MetricSnapshots.builder();
        for (Delay delay : Delay.values()) {
            all.metricSnapshot(histogram(delay));
        }
        return all.build();
    }

    private HistogramSnapshot histogram(Delay delay) {
        ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
        for (int i = 0; i < Delay.buckets(); i++) {
            int bucket = i;
            long packets =
                    counters.blocks().stream().mapToLong(b -> b.delay(delay).count(bucket)).sum();
            buckets.bucket(Delay.upperBoundMs(bucket) / 1e3, packets);
        }
        double sumNs = counters.blocks().stream().mapToLong(b -> b.delay(delay).sumNs()).sum();
        return HistogramSnapshot.builder()
                .name("ringway_" + delay.label().replace('-', '_') + "_seconds")
                .help(delay.description())
                .dataPoint(
                        HistogramDataPointSnapshot.builder()
                                .classicHistogramBuckets(buckets.build())
                                .sum(sumNs / 1e9)
                                .build())
                .build();
    }
}
