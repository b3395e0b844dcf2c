package io.ringway.server.call;

import io.ringway.media.LegStatistics;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The final statistics as text: of one call, or of all calls together. No I/O. */
public final class CallTable {

    private static final double BYTES_PER_KILOBIT = 1_000 / 8.0;
    private static final int NAME_CHARS = 12;

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
        row("file", report.settings().file() + " (" + report.source() + ")");
        row(
                "calls",
                report.results().size()
                        + " to "
                        + report.settings().url()
                        + ": "
                        + report.connected()
                        + " connected, "
                        + complete
                        + " complete");
        List<SendProgress> sent = report.results().stream().map(CallResult::sent).toList();
        row("sent", sent(sent));
        row("pacing", pacing(sent));
        if (report.settings().impairment().any()) {
            row("impaired", impaired(sent.stream().map(SendProgress::impaired).toList()));
        }
        row("received", received());
        row("round trip", spread(media, LegStatistics::roundTripMs));
        row(
                "media",
                joined(media.stream().map(LegStatistics::srtpProfile))
                        + " with "
                        + joined(media.stream().map(CallReport::addressOf)));
        List<SetupTimes> setup = report.results().stream().map(CallResult::setup).toList();
        row("set-up", setup(setup));
        row("first audio", spread(setup, SetupTimes::firstAudioMs));
        if (report.saved() != null) {
            row("saved", report.saved().toString());
        }
        return out.toString();
    }

    private static String sent(List<SendProgress> sent) {
        double seconds = sent.stream().mapToDouble(SendProgress::seconds).sum();
        long bytes = sent.stream().mapToLong(SendProgress::bytes).sum();
        return String.format(
                Locale.ROOT,
                "%d packets, %d bytes of Opus, %.2f s, %.1f kbit/s",
                sent.stream().mapToLong(SendProgress::packets).sum(),
                bytes,
                seconds,
                seconds == 0 ? 0 : bytes / seconds / BYTES_PER_KILOBIT);
    }

    private static String pacing(List<SendProgress> sent) {
        return String.format(
                Locale.ROOT,
                "late by %.2f ms in the mean, %.2f ms at worst",
                sent.stream().mapToDouble(SendProgress::meanLateMs).average().orElse(0),
                sent.stream().mapToDouble(SendProgress::worstLateMs).max().orElse(0));
    }

    private static String impaired(List<ImpairedPackets> impaired) {
        return String.format(
                Locale.ROOT,
                "%d packets dropped, %d delayed, %d reordered; delay %.1f ms in the mean, %.1f ms"
                        + " at worst",
                impaired.stream().mapToLong(ImpairedPackets::dropped).sum(),
                impaired.stream().mapToLong(ImpairedPackets::delayed).sum(),
                impaired.stream().mapToLong(ImpairedPackets::reordered).sum(),
                impaired.stream().mapToDouble(ImpairedPackets::meanDelayMs).average().orElse(0),
                impaired.stream().mapToDouble(ImpairedPackets::worstDelayMs).max().orElse(0));
    }

    private String received() {
        long packets = media.stream().mapToLong(LegStatistics::packetsReceived).sum();
        long lost = media.stream().mapToLong(LegStatistics::packetsLost).sum();
        if (packets == 0) {
            return "nothing";
        }
        return String.format(
                Locale.ROOT,
                "%d packets, %d bytes, %d lost (%.2f %%), jitter %s",
                packets,
                media.stream().mapToLong(LegStatistics::bytesReceived).sum(),
                lost,
                100.0 * lost / (packets + lost),
                spread(media, LegStatistics::jitterMs));
    }

    private static String setup(List<SetupTimes> times) {
        return String.format(
                Locale.ROOT,
                "%s (signaling %s, ICE %s, DTLS %s)",
                spread(times, SetupTimes::totalMs),
                spread(times, SetupTimes::signalingMs),
                spread(times, SetupTimes::iceMs),
                spread(times, SetupTimes::dtlsMs));
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

    private static String joined(Stream<String> values) {
        String all =
                values.filter(each -> !each.isEmpty())
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(", "));
        return all.isEmpty() ? "nobody" : all;
    }

    private void row(String name, String value) {
        out.append(name).repeat(' ', NAME_CHARS - name.length()).append(value).append('\n');
    }
}
