package io.ringway.server.metrics;

import java.util.LinkedHashMap;
import java.util.Map;

/** Reads Prometheus' text format 0.0.4, as far as Ringway writes it. */
public final class MetricsText {

    private MetricsText() {}

    /**
     * @return value by series, e.g. {@code ringway_dropped_total{reason="ring-full"}}, in the
     *     page's order
     * @throws IllegalArgumentException when a line is neither comment nor sample
     */
    public static Map<String, Double> parse(String page) {
        Map<String, Double> samples = new LinkedHashMap<>();
        page.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .forEach(line -> sample(line, samples));
        return samples;
    }

    private static void sample(String line, Map<String, Double> samples) {
        int space = line.lastIndexOf(' ');
        try {
            samples.put(line.substring(0, Math.max(0, space)), number(line.substring(space + 1)));
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException("not a line of metrics: '" + line + "'");
        }
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }
}
