package io.ringway.server.call;

import io.ringway.media.LegStatistics;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The final statistics as text: of one call, or of all calls together. No I/O. */
public final class CallTable {

    private static final double BITS_PER_KILOBIT = 1_000 / 8.0;

    private final CallReport report;
    private final List<LegStatistics> media;
    private final StringBuilder out = new StringBuilder();

    private CallTable(CallReport report) {
        this.report = report;
        this.media = report.media();
    }

    /** Several lines, each ended. */
    public static String of(CallReport report) {
        return new CallTable(report).render();
    }

    private String render() {
        long complete = report.results().stream().filter(CallResult::complete).count();
        row("file", "%s (%s)", report.settings().file(), report.source());
        row(
                "calls",
                "%d to %s: %d connected, %d complete",
                report.results().size(),
                report.settings().url(),
                report.connected(),
                complete);
        sent();
        received();
        row("round trip", "%s", spread(media, LegStatistics::roundTripMs));
        row(
                "media",
                "%s with %s",
                joined(media.stream().map(LegStatistics::srtpProfile).toList()),
                joined(media.stream().map(CallReport::addressOf).toList()));
        setup();
        if (report.saved() != null) {
            row("saved", "%s", report.saved());
        }
        return out.toString();
    }

    private void sent() {
        List<SendProgress> sent = report.results().stream().map(CallResult::sent).toList();
        double seconds = sent.stream().mapToDouble(SendProgress::seconds).sum();
        long bytes = sent.stream().mapToLong(SendProgress::bytes).sum();
        row(
                "sent",
                "%d packets, %d bytes of Opus, %.2f s, %.1f kbit/s",
                sent.stream().mapToLong(SendProgress::packets).sum(),
                bytes,
                seconds,
                seconds == 0 ? 0 : bytes / seconds / BITS_PER_KILOBIT);
        row(
                "pacing",
                "late by %.2f ms in the mean, %.2f ms at worst",
                sent.stream().mapToDouble(SendProgress::meanLateMs).average().orElse(0),
                sent.stream().mapToDouble(SendProgress::worstLateMs).max().orElse(0));
    }

    private void received() {
        long packets = media.stream().mapToLong(LegStatistics::packetsReceived).sum();
        long lost = media.stream().mapToLong(LegStatistics::packetsLost).sum();
        if (packets == 0) {
            row("received", "nothing");
            return;
        }
        row(
                "received",
                "%d packets, %d bytes, %d lost (%.2f %%), jitter %s",
                packets,
                media.stream().mapToLong(LegStatistics::bytesReceived).sum(),
                lost,
                100.0 * lost / (packets + lost),
                spread(media, LegStatistics::jitterMs));
    }

    private void setup() {
        List<SetupTimes> times = report.results().stream().map(CallResult::setup).toList();
        row(
                "set-up",
                "%s (signaling %s, ICE %s, DTLS %s)",
                spread(times, SetupTimes::totalMs),
                spread(times, SetupTimes::signalingMs),
                spread(times, SetupTimes::iceMs),
                spread(times, SetupTimes::dtlsMs));
        row("first audio", "%s", spread(times, SetupTimes::firstAudioMs));
    }

    /** One value, or the middle one and the worst; values below 0 are not known. */
    private static <T> String spread(List<T> of, ToDoubleFunction<T> value) {
        double[] known = of.stream().mapToDouble(value).filter(ms -> ms >= 0).sorted().toArray();
        if (known.length == 0) {
            return "not known";
        }
        double worst = known[known.length - 1];
        return known.length == 1
                ? String.format(Locale.ROOT, "%.1f ms", worst)
                : String.format(Locale.ROOT, "%.1f to %.1f ms", known[known.length / 2], worst);
    }

    private static String joined(List<String> values) {
        String all =
                new TreeSet<>(values)
                        .stream().filter(each -> !each.isEmpty()).collect(Collectors.joining(", "));
        return all.isEmpty() ? "nobody" : all;
    }

    private void row(String name, String format, Object... values) {
        out.append(String.format(Locale.ROOT, "%-12s", name));
        out.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
