package io.ringway.bench.sound;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How long samples waited: mean and percentiles, each stretch weighing as many as it has. */
final class DelayMeter {

    private record Stretch(long delayNs, long samples) {}

    private final List<Stretch> stretches = new ArrayList<>();
    private long samples;
    private double sumNs;

    void add(long delayNs, long count) {
        stretches.add(new Stretch(delayNs, count));
        samples += count;
        sumNs += (double) delayNs * count;
    }

    /** 0 when nothing was measured. */
    double meanMs() {
        return samples == 0 ? 0 : sumNs / samples / 1e6;
    }

    /** The least delay that so many percent of the samples do not exceed. */
    double percentileMs(double percent) {
        stretches.sort(Comparator.comparingLong(Stretch::delayNs));
        long wanted = (long) Math.ceil(samples * percent / 100);
        long seen = 0;
        for (Stretch each : stretches) {
            seen += each.samples();
            if (seen >= wanted) {
                return each.delayNs() / 1e6;
            }
        }
        return 0;
    }
}
