package io.ringway.server.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * What only the host's kernel counts, for all programs that share its network: datagrams that found
 * a socket full. They were never read, so no counter of ours has them.
 *
 * <p>Says nothing where the kernel's tables (Linux, {@code /proc/net}) cannot be read.
 */
final class HostCollector implements MultiCollector {

    private static final String COLUMN = "RcvbufErrors";

    private final Path ipv4;
    private final Path ipv6;

    HostCollector() {
        this(Path.of("/proc/net/snmp"), Path.of("/proc/net/snmp6"));
    }

    /**
     * @param ipv4 a line of names and one of values for each protocol
     * @param ipv6 a name and a value a line; missing where the host has no IPv6
     */
    HostCollector(Path ipv4, Path ipv6) {
        this.ipv4 = ipv4;
        this.ipv6 = ipv6;
    }

    @Override
    public MetricSnapshots collect() {
        OptionalLong full = ofIpv4();
        return full.isEmpty()
                ? MetricSnapshots.of()
                : MetricSnapshots.of(counter(full.getAsLong() + ofIpv6()));
    }

    private static CounterSnapshot counter(long value) {
        return CounterSnapshot.builder()
                .name("ringway_host_udp_socket_full")
                .help("Datagrams the host's kernel dropped, of any program, for a socket was full")
                .dataPoint(
                        CounterDataPointSnapshot.builder()
                                .value((double) value)
                                .labels(Labels.EMPTY)
                                .build())
                .build();
    }

    private OptionalLong ofIpv4() {
        List<String> lines = lines(ipv4).stream().filter(line -> line.startsWith("Udp: ")).toList();
        if (lines.size() != 2) {
            return OptionalLong.empty();
        }
        List<String> names = List.of(lines.getFirst().split(" ", -1));
        String[] values = lines.getLast().split(" ", -1);
        int column = names.indexOf(COLUMN);
        return column < 0 || column >= values.length
                ? OptionalLong.empty()
                : OptionalLong.of(Long.parseLong(values[column]));
    }

    private long ofIpv6() {
        return lines(ipv6).stream()
                .filter(line -> line.startsWith("Udp6" + COLUMN))
                .mapToLong(line -> Long.parseLong(line.substring(4 + COLUMN.length()).strip()))
                .sum();
    }

    private static List<String> lines(Path table) {
        try {
            return Files.readAllLines(table);
        } catch (IOException _) {
            // Another system than Linux, or one without IPv6: there is nothing to tell.
            return List.of();
        }
    }
}
