package io.ringway.server.metrics;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.ringway.media.counters.Counters;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** The page at {@code /metrics}. Thread: any. */
public final class MetricsPage {

    /**
     * A page as it is sent.
     *
     * @param contentType value of the header
     */
    public record Exposition(byte[] body, String contentType) {}

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final ExpositionFormatWriter text = PrometheusTextFormatWriter.create();
    private final ExpositionFormatWriter openMetrics = OpenMetricsTextFormatWriter.create();

    /**
     * @param calls null where there are none
     * @param version of this build
     * @param nodeId of this process
     */
    public MetricsPage(
            Counters counters,
            EngineGauges gauges,
            @Nullable CallCollector calls,
            String version,
            String nodeId) {
        registry.register(new CounterCollector(counters));
        registry.register(new DelayCollector(counters));
        registry.register(new EngineCollector(gauges, version, nodeId));
        if (calls != null) {
            registry.register(calls);
        }
        registry.register(new HostCollector());
        registry.register(new JvmCollector());
    }

    /**
     * Everything as it is now.
     *
     * @param accept the request's Accept header, or empty; OpenMetrics is given when it is asked
     *     for, Prometheus' text format 0.0.4 otherwise
     */
    public Exposition render(String accept) {
        ExpositionFormatWriter writer = openMetrics.accepts(accept) ? openMetrics : text;
        ByteArrayOutputStream body = new ByteArrayOutputStream(16_384);
        try {
            writer.write(body, registry.scrape(), EscapingScheme.UNDERSCORE_ESCAPING);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        }
        return new Exposition(body.toByteArray(), writer.getContentType());
    }
}
