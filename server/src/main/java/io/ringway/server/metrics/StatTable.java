package io.ringway.server.metrics;

import java.util.Locale;
import java.util.Map;

/** Turns two readings of the metrics page into a table for people. */
public final class StatTable {

    private static final String OPUS_FULL = "ringway_opus_full_";
    private static final String PREFIX = "ringway_";
    private static final String DELAY = "ringway_added_delay_seconds_";
    private static final String REASON = "ringway_dropped_total{reason=\"";

    private final StringBuilder text = new StringBuilder(2048);
    private final Map<String, Double> now;
    private final Map<String, Double> before;
    private final double seconds;

    private StatTable(Map<String, Double> now, Map<String, Double> before, double seconds) {
        this.now = now;
        this.before = before;
        this.seconds = seconds;
    }

    /**
     * @param before the reading before this one; the same one when there is none
     * @param seconds between the two
     */
    public static String render(
            Map<String, Double> now, Map<String, Double> before, double seconds) {
        StatTable table = new StatTable(now, before, seconds);
        table.head();
        table.counters();
        table.drops();
        return table.text.toString();
    }

    private void head() {
        double used = sum("ringway_ring_used{");
        double capacity = sum("ringway_ring_capacity{");
        line("calls", whole(value("ringway_active_sessions")) + " open");
        line("rings", whole(used) + " of " + whole(capacity) + " slots");
        line("delay", addedDelay());
        double full = value(OPUS_FULL + "entered_total") - value(OPUS_FULL + "left_total");
        line("opus", whole(full) + " streams that speech decoding alone does not serve");
        double heap = value("jvm_memory_used_bytes{area=\"heap\"}") / 1e6;
        double direct = value("jvm_buffer_pool_used_bytes{pool=\"direct\"}") / 1e6;
        line("memory", whole(heap) + " MB heap, " + whole(direct) + " MB direct");
        String threads = whole(value("jvm_threads_current")) + " threads, ";
        String descriptors = whole(value("process_open_fds")) + " descriptors, ";
        String processor = whole(100 * rate("process_cpu_seconds_total")) + " % processor";
        line("process", threads + descriptors + processor);
    }

    /** Of the packets since the reading before; of all when there are none or no such reading. */
    private String addedDelay() {
        boolean fresh = now != before && change(DELAY + "count") > 0;
        double packets = fresh ? change(DELAY + "count") : value(DELAY + "count");
        double sum = fresh ? change(DELAY + "sum") : value(DELAY + "sum");
        String held = DELAY + "bucket{le=\"0.0\"}";
        double atOnce = fresh ? change(held) : value(held);
        return packets == 0
                ? "no packets yet"
                : String.format(
                        Locale.ROOT,
                        "%.2f ms added a packet, %.1f %% of packets went on at once",
                        1_000 * sum / packets,
                        100 * atOnce / packets);
    }

    private double sum(String prefix) {
        double sum = 0;
        for (Map.Entry<String, Double> sample : now.entrySet()) {
            sum += sample.getKey().startsWith(prefix) ? sample.getValue() : 0;
        }
        return sum;
    }

    private static String whole(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    private void counters() {
        text.append(row("", "total", "per second"));
        for (String series : now.keySet()) {
            boolean counter = series.startsWith(PREFIX) && series.endsWith("_total");
            if (counter && value(series) > 0) {
                String name =
                        series.substring(PREFIX.length(), series.length() - "_total".length());
                row(name.replace('_', ' '), series);
            }
        }
    }

    private void drops() {
        boolean any = false;
        for (String series : now.keySet()) {
            if (series.startsWith(REASON) && value(series) > 0) {
                text.append(any ? "" : row("dropped because", "total", "per second"));
                any = true;
                row("  " + series.substring(REASON.length(), series.length() - 2), series);
            }
        }
        text.append(any ? "" : "nothing dropped%n".formatted());
    }

    private void line(String name, String values) {
        text.append("%-10s %s%n".formatted(name, values));
    }

    private void row(String name, String series) {
        text.append(
                row(name, whole(value(series)), String.format(Locale.ROOT, "%,.1f", rate(series))));
    }

    private static String row(String name, String total, String perSecond) {
        return "%-34s %16s %14s%n".formatted(name, total, perSecond);
    }

    private double value(String series) {
        return now.getOrDefault(series, 0.0);
    }

    private double change(String series) {
        return value(series) - before.getOrDefault(series, 0.0);
    }

    private double rate(String series) {
        return seconds > 0 ? Math.max(0, change(series)) / seconds : 0;
    }
}
