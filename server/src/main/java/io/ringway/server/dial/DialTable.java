package io.ringway.server.dial;

import io.ringway.media.LegStatistics;
import io.ringway.server.call.CallReport;
import java.util.Locale;

/** The final statistics of a call as text. No I/O. */
public final class DialTable {

    private static final int NAME_CHARS = 12;

    private final DialReport report;
    private final StringBuilder out = new StringBuilder();

    private DialTable(DialReport report) {
        this.report = report;
    }

    /** Several lines, each ended. */
    public static String of(DialReport report) {
        return new DialTable(report).render();
    }

    private String render() {
        DialResult result = report.result();
        row(
                "call",
                report.settings().target()
                        + ", "
                        + String.format(Locale.ROOT, "%.2f s", result.seconds()));
        if (report.settings().file() != null) {
            row("file", report.settings().file() + " (" + report.source() + ")");
        }
        row("set-up", setup(result.times()));
        MediaAgreement agreed = result.agreement();
        if (agreed != null) {
            row("media", agreed.codec() + ", " + agreed.security());
        }
        LegStatistics media = result.media();
        if (media != null) {
            statistics(media);
        }
        if (!result.keysHeard().isEmpty()) {
            row("keys heard", result.keysHeard());
        }
        if (report.saved() != null) {
            row("saved", report.saved().toString());
        }
        return out.toString();
    }

    private static String setup(DialTimes times) {
        return "answered after %s (ringing %s, early media %s, first audio %s)"
                .formatted(
                        ms(times.answeredMs()),
                        ms(times.ringingMs()),
                        ms(times.earlyMediaMs()),
                        ms(times.firstAudioMs()));
    }

    private void statistics(LegStatistics media) {
        row("sent", media.packetsSent() + " packets, " + media.bytesSent() + " bytes");
        row("received", received(media));
        row("round trip", ms(media.roundTripMs()));
        String keys = media.srtpProfile().isEmpty() ? "no keys" : media.srtpProfile();
        row("with", CallReport.addressOf(media) + " (" + keys + ")");
    }

    private static String received(LegStatistics media) {
        long packets = media.packetsReceived();
        if (packets == 0) {
            return "nothing";
        }
        long lost = media.packetsLost();
        return String.format(
                Locale.ROOT,
                "%d packets, %d bytes, %d lost (%.2f %%), jitter %s",
                packets,
                media.bytesReceived(),
                lost,
                100.0 * lost / (packets + lost),
                ms(media.jitterMs()));
    }

    private static String ms(double value) {
        return value < 0 ? "not known" : String.format(Locale.ROOT, "%.1f ms", value);
    }

    private void row(String name, String value) {
        out.append(name).repeat(' ', NAME_CHARS - name.length()).append(value).append('\n');
    }
}
