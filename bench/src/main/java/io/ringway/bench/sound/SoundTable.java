package io.ringway.bench.sound;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Results as text: one table a figure, a line a trace, a column a receiver. No I/O. */
final class SoundTable {

    private static final int NAME_CHARS = 28;
    private static final int COLUMN_CHARS = 16;

    private final Results results;
    private final StringBuilder out = new StringBuilder();

    private SoundTable(Results results) {
        this.results = results;
    }

    static String of(Results results) {
        SoundTable table = new SoundTable(results);
        table.figure("concealed, % of the samples sent", 2, r -> r.heard().concealedPercent());
        table.figure("mean delay from arrival to output, ms", 1, r -> r.heard().meanDelayMs());
        table.figure("95th percentile of that delay, ms", 1, r -> r.heard().p95DelayMs());
        table.figure("neurogram similarity, 1 is the original", 3, Result::nsim);
        table.exactTimelines();
        return table.out.toString();
    }

    /** What can only be asked of receivers that promise as many samples as were sent. */
    private void exactTimelines() {
        for (String receiver : results.receivers()) {
            List<Result> exact =
                    results.all().stream()
                            .filter(each -> each.receiver().equals(receiver) && each.isExact())
                            .toList();
            if (!exact.isEmpty()) {
                out.append(receiver).append(", against what was said at the same time\n");
                out.repeat(' ', NAME_CHARS);
                cell("spectra, dB");
                cell("length, samples");
                out.append('\n');
                exact.forEach(this::exactLine);
                out.append('\n');
            }
        }
    }

    private void exactLine(Result result) {
        name(result.trace());
        cell(String.format(Locale.ROOT, "%.2f", result.lsdDb()));
        cell(String.format(Locale.ROOT, "%+d", result.heard().durationErrorSamples()));
        out.append('\n');
    }

    private void figure(String title, int decimals, ToDoubleFunction<Result> value) {
        out.append(title).append('\n').repeat(' ', NAME_CHARS);
        results.receivers().forEach(this::cell);
        out.append('\n');
        for (String trace : results.traces()) {
            name(trace);
            for (String receiver : results.receivers()) {
                Result result = results.of(trace, receiver);
                cell(
                        result == null
                                ? "-"
                                : String.format(
                                        Locale.ROOT,
                                        "%." + decimals + "f",
                                        value.applyAsDouble(result)));
            }
            out.append('\n');
        }
        out.append('\n');
    }

    private void name(String trace) {
        out.append(trace).repeat(' ', Math.max(1, NAME_CHARS - trace.length()));
    }

    private void cell(String text) {
        out.repeat(' ', Math.max(1, COLUMN_CHARS - text.length())).append(text);
    }
}
