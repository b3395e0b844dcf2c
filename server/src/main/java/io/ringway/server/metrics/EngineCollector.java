package io.ringway.server.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

/** Calls, rings, and which build and node this is. */
final class EngineCollector implements MultiCollector {

    private final EngineGauges gauges;
    private final String version;
    private final String nodeId;

    EngineCollector(EngineGauges gauges, String version, String nodeId) {
        this.gauges = gauges;
        this.version = version;
        this.nodeId = nodeId;
    }

    @Override
    public MetricSnapshots collect() {
        GaugeFamily used = new GaugeFamily("ringway_ring_used", "Slots waiting in a shard's ring");
        GaugeFamily capacity = new GaugeFamily("ringway_ring_capacity", "Slots of a shard's ring");
        for (EngineGauges.RingLoad ring : gauges.rings().get()) {
            Labels shard = Labels.of("shard", ring.shard());
            used.point(ring.used(), shard);
            capacity.point(ring.capacity(), shard);
        }
        double active = gauges.activeSessions().getAsInt();
        return MetricSnapshots.of(
                GaugeFamily.single("ringway_active_sessions", "Calls open now", active),
                used.snapshot(),
                capacity.snapshot(),
                build());
    }

    private InfoSnapshot build() {
        Labels labels = Labels.of("version", version, "node", nodeId);
        return InfoSnapshot.builder()
                .name("ringway_build")
                .help("Which build runs on which node")
                .dataPoint(InfoDataPointSnapshot.builder().labels(labels).build())
                .build();
    }
}
