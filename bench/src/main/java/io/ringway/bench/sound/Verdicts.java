package io.ringway.bench.sound;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether Ringway does as well as NetEQ, row by row. No I/O.
 *
 * <p>Speech services: less mean delay than NetEQ at equal concealment or less: at most 0.1 % of the
 * samples more. Playout: some point of its own curve ({@link PlayoutSweep}) has at most 5 % more
 * mean delay (and 1 ms, what measuring in real time is good for) and at most 5 % more concealment
 * (and 0.1 % of the samples) than NetEQ.
 */
final class Verdicts {

    /** Whom Ringway is measured by. */
    static final String ANCHOR = "libwebrtc NetEQ";

    private static final double TOLERANCE = 1.05;
    private static final double DELAY_TOLERANCE_MS = 1;
    private static final double CONCEALED_TOLERANCE_PERCENT = 0.1;
    private static final String RULES =
            """
            verdicts against NetEQ
            speech: less mean delay, and at most 0.1 points more concealed
            playout: a least delay is found with which mean delay is at most 5 %% and 1 ms more,
            and concealment at most 5 %% and 0.1 points more; it is shown with what it gives
            %-28s%10s   %s
            """
                    .formatted("", "speech", "playout");

    private final Results results;
    private final PlayoutSweep sweep;
    private int speechRows;
    private int playoutRows;
    private int rows;

    Verdicts(Results results, PlayoutSweep sweep) {
        this.results = results;
        this.sweep = sweep;
    }

    String text() {
        StringBuilder out = new StringBuilder(RULES);
        for (String trace : results.traces()) {
            Result anchor = results.of(trace, ANCHOR);
            if (anchor != null) {
                rows++;
                out.append(line(trace, anchor.heard()));
            }
        }
        out.append(
                String.format(
                        Locale.ROOT,
                        "%-28s%10s   %s%n",
                        "rows",
                        speechRows + " of " + rows,
                        playoutRows + " of " + rows));
        return out.toString();
    }

    private String line(String trace, Heard anchor) {
        boolean speech = isBetter(results.of(trace, RingwayCompleteness.NAME), anchor);
        Optional<PlayoutSweep.Point> playout = asGood(trace, anchor);
        speechRows += speech ? 1 : 0;
        playoutRows += playout.isPresent() ? 1 : 0;
        return String.format(
                Locale.ROOT,
                "%-28s%10s   %s%n",
                trace,
                speech ? "yes" : "no",
                playout.map(Verdicts::shown).orElse("no"));
    }

    private static boolean isBetter(@Nullable Result ours, Heard anchor) {
        return ours != null
                && ours.heard().meanDelayMs() < anchor.meanDelayMs()
                && ours.heard().concealedPercent()
                        <= anchor.concealedPercent() + CONCEALED_TOLERANCE_PERCENT;
    }

    private Optional<PlayoutSweep.Point> asGood(String trace, Heard anchor) {
        double delayMs = anchor.meanDelayMs() * TOLERANCE + DELAY_TOLERANCE_MS;
        double concealed = anchor.concealedPercent() * TOLERANCE + CONCEALED_TOLERANCE_PERCENT;
        return sweep.points().getOrDefault(trace, List.of()).stream()
                .filter(point -> point.delayMs() <= delayMs)
                .filter(point -> point.concealedPercent() <= concealed)
                .min(Comparator.comparingInt(PlayoutSweep.Point::leastDelayMs));
    }

    private static String shown(PlayoutSweep.Point point) {
        return String.format(
                Locale.ROOT,
                "yes, least delay %d ms: %.1f ms, %.2f %% concealed",
                point.leastDelayMs(),
                point.delayMs(),
                point.concealedPercent());
    }
}
