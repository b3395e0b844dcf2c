package io.ringway.server.metrics;

import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;

/** One gauge with its points, in the library's terms. */
final class GaugeFamily {

    private final GaugeSnapshot.Builder gauge;

    GaugeFamily(String name, String help) {
        gauge = GaugeSnapshot.builder().name(name).help(help);
    }

    /** A gauge with one point and no labels. */
    static GaugeSnapshot single(String name, String help, double value) {
        return new GaugeFamily(name, help).point(value, Labels.EMPTY).snapshot();
    }

    GaugeFamily point(long value, Labels labels) {
        return point((double) value, labels);
    }

    private GaugeFamily point(double value, Labels labels) {
        gauge.dataPoint(GaugeDataPointSnapshot.builder().value(value).labels(labels).build());
        return this;
    }

    GaugeSnapshot snapshot() {
        return gauge.build();
    }
}
