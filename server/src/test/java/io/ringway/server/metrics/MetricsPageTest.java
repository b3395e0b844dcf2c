package io.ringway.server.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.counters.Counter;
import io.ringway.media.counters.Counters;
import io.ringway.media.counters.Delay;
import io.ringway.media.counters.DelayCounts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsPageTest {

    private final Counters counters = new Counters();
    private final EngineGauges gauges =
            new EngineGauges(() -> 3, () -> List.of(new EngineGauges.RingLoad("0", 7, 4096)));
    private final MetricsPage page = new MetricsPage(counters, gauges, null, "1.2.3", "node-a");

    private String text(String accept) {
        return new String(page.render(accept).body(), StandardCharsets.UTF_8);
    }

    @Test
    void shouldExportEveryCounter() {
        Map<String, Double> samples = MetricsText.parse(text(""));
        for (Counter counter : Counter.values()) {
            String series =
                    counter.isDrop()
                            ? "ringway_dropped_total{reason=\"" + counter.label() + "\"}"
                            : "ringway_" + counter.label().replace('-', '_') + "_total";
            assertEquals(0.0, samples.get(series), series);
        }
    }

    @Test
    void shouldSumOverThreads() {
        counters.newBlock("shard-0").add(Counter.DROP_RING_FULL, 2);
        counters.shared().incrementShared(Counter.DROP_RING_FULL);
        Map<String, Double> samples = MetricsText.parse(text(""));
        assertEquals(3.0, samples.get("ringway_dropped_total{reason=\"ring-full\"}"));
    }

    @Test
    void shouldTellHowManyStreamsSpeechDecodingDoesNotServe() {
        counters.shared().incrementShared(Counter.OPUS_FULL_ENTERED);
        counters.shared().incrementShared(Counter.OPUS_FULL_ENTERED);
        counters.shared().incrementShared(Counter.OPUS_FULL_LEFT);
        Map<String, Double> samples = MetricsText.parse(text(""));
        String table = StatTable.render(samples, samples, 0);
        assertTrue(table.contains("opus       1 streams that speech decoding alone"), table);
    }

    @Test
    void shouldExportAddedDelayAsAHistogram() {
        DelayCounts first = counters.newBlock("decoding-0").delay(Delay.ADDED_DELAY);
        first.record(0);
        first.record(0);
        counters.newBlock("decoding-1").delay(Delay.ADDED_DELAY).record(30_000_000);
        Map<String, Double> samples = MetricsText.parse(text(""));
        assertEquals(2.0, samples.get("ringway_added_delay_seconds_bucket{le=\"0.0\"}"));
        assertEquals(2.0, samples.get("ringway_added_delay_seconds_bucket{le=\"0.02\"}"));
        assertEquals(3.0, samples.get("ringway_added_delay_seconds_bucket{le=\"0.04\"}"));
        assertEquals(3.0, samples.get("ringway_added_delay_seconds_count"));
        assertEquals(0.03, samples.getOrDefault("ringway_added_delay_seconds_sum", 0.0), 1e-9);
        String table = StatTable.render(samples, samples, 0);
        assertTrue(table.contains("10.00 ms added a packet, 66.7 % of packets"), table);
    }

    @Test
    void shouldShowEngineAndProcess() {
        Map<String, Double> samples = MetricsText.parse(text(""));
        assertEquals(3.0, samples.get("ringway_active_sessions"));
        assertEquals(7.0, samples.get("ringway_ring_used{shard=\"0\"}"));
        assertEquals(1.0, samples.get("ringway_build_info{node=\"node-a\",version=\"1.2.3\"}"));
        for (String series :
                List.of(
                        "jvm_memory_used_bytes{area=\"heap\"}",
                        "jvm_buffer_pool_used_bytes{pool=\"direct\"}",
                        "jvm_threads_current",
                        "process_open_fds",
                        "process_cpu_seconds_total")) {
            assertTrue(samples.getOrDefault(series, -1.0) >= 0, series);
        }
        assertTrue(
                samples.keySet().stream()
                        .anyMatch(s -> s.startsWith("jvm_gc_collection_seconds_sum{")));
    }

    @Test
    void shouldSpeakOpenMetricsWhenAsked() {
        String accept = "application/openmetrics-text;version=1.0.0;q=0.9,text/plain;q=0.5";
        assertTrue(page.render(accept).contentType().startsWith("application/openmetrics-text"));
        assertTrue(text(accept).endsWith("# EOF\n"));
        assertTrue(page.render("*/*").contentType().startsWith("text/plain; version=0.0.4"));
    }

    @Test
    void shouldRefuseWhatIsNoMetricsPage() {
        assertThrows(
                IllegalArgumentException.class, () -> MetricsText.parse("<!doctype html>\n<p>hi"));
    }

    @Test
    void shouldTabulateTotalsRatesAndDrops() {
        Map<String, Double> before = MetricsText.parse(text(""));
        counters.shared().incrementShared(Counter.RX_PACKETS);
        counters.shared().incrementShared(Counter.RX_PACKETS);
        counters.shared().incrementShared(Counter.DROP_SRTP_AUTH);
        String table = StatTable.render(MetricsText.parse(text("")), before, 0.5);
        assertTrue(table.contains("3 open"), table);
        assertTrue(table.contains("7 of 4,096 slots"), table);
        assertTrue(table.matches("(?s).*rx packets +2 +4\\.0\n.*"), table);
        assertTrue(table.matches("(?s).*  srtp-auth +1 +2\\.0\n.*"), table);
    }

    @Test
    void shouldSayThatNothingWasDropped() {
        Map<String, Double> now = MetricsText.parse(text(""));
        assertTrue(StatTable.render(now, now, 0).contains("nothing dropped"));
    }
}
