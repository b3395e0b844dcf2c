package io.ringway.bench.sound;

import java.util.Locale;

/** Results as comma-separated values, a line a trace and receiver. No I/O. */
final class SoundCsv {

    private SoundCsv() {}

    static String of(Results results) {
        StringBuilder out =
                new StringBuilder(
                        "trace,receiver,concealed_percent,mean_delay_ms,p95_delay_ms,"
                                + "duration_error_samples,nsim,lsd_db\n");
        for (Result each : results.all()) {
            Heard heard = each.heard();
            out.append(
                    String.format(
                            Locale.ROOT,
                            "%s,%s,%.4f,%.3f,%.3f,%d,%.4f,%s%n",
                            each.trace(),
                            each.receiver(),
                            heard.concealedPercent(),
                            heard.meanDelayMs(),
                            heard.p95DelayMs(),
                            heard.durationErrorSamples(),
                            each.nsim(),
                            each.isExact()
                                    ? String.format(Locale.ROOT, "%.3f", each.lsdDb())
                                    : ""));
        }
        return out.toString();
    }
}
