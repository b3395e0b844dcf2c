package io.ringway.bench.sound;

import io.ringway.server.impairment.LossModel;
import io.ringway.server.impairment.LossModel.GilbertElliott;
import io.ringway.server.impairment.LossModel.Independent;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** All networks of the table. */
final class TraceGrid {

    private TraceGrid() {}

    /** The rows, in the table's order. */
    static List<TracedNetwork> rows() {
        List<TracedNetwork> rows = new ArrayList<>();
        rows.add(TracedNetwork.of("clean", LossModel.NONE, 0, 0));
        addLoss(rows);
        addDelay(rows);
        addMixtures(rows);
        return List.copyOf(rows);
    }

    /** The rows whose names contain a match. */
    static List<TracedNetwork> rows(Pattern pattern) {
        return rows().stream().filter(row -> pattern.matcher(row.name()).find()).toList();
    }

    private static void addLoss(List<TracedNetwork> rows) {
        for (int percent : new int[] {1, 2, 5, 10, 20}) {
            rows.add(TracedNetwork.of("loss " + percent, new Independent(percent), 0, 0));
        }
        for (int percent : new int[] {2, 5, 10, 20}) {
            String name = "loss " + percent + " bursts 3";
            rows.add(TracedNetwork.of(name, new GilbertElliott(percent, 3), 0, 0));
        }
    }

    private static void addDelay(List<TracedNetwork> rows) {
        for (int jitterMs : new int[] {10, 20, 40, 60, 100}) {
            rows.add(TracedNetwork.of("jitter " + jitterMs, LossModel.NONE, jitterMs, 0));
        }
        for (int percent : new int[] {2, 5, 10}) {
            rows.add(TracedNetwork.of("reorder " + percent, LossModel.NONE, 0, percent));
        }
        rows.add(TracedNetwork.of("spikes", LossModel.NONE, 0, 0).withSpikes());
        rows.add(TracedNetwork.of("jitter 20 spikes", LossModel.NONE, 20, 0).withSpikes());
        rows.add(TracedNetwork.of("drift +300", LossModel.NONE, 0, 0).drifting(300));
        rows.add(TracedNetwork.of("drift -300", LossModel.NONE, 0, 0).drifting(-300));
    }

    private static void addMixtures(List<TracedNetwork> rows) {
        rows.add(TracedNetwork.of("loss 1 jitter 10", new Independent(1), 10, 0));
        rows.add(TracedNetwork.of("loss 2 jitter 20", new Independent(2), 20, 0));
        rows.add(TracedNetwork.of("loss 5 jitter 40", new Independent(5), 40, 0));
        rows.add(TracedNetwork.of("loss 10 jitter 60", new Independent(10), 60, 0));
        rows.add(TracedNetwork.of("loss 20 jitter 100", new Independent(20), 100, 0));
        rows.add(TracedNetwork.of("loss 5 jitter 40 reorder 5", new Independent(5), 40, 5));
        rows.add(TracedNetwork.of("loss 10 bursts 3 jitter 40", new GilbertElliott(10, 3), 40, 0));
        rows.add(TracedNetwork.of("jitter 20 reorder 10", LossModel.NONE, 20, 10));
        rows.add(
                TracedNetwork.of("loss 2 jitter 20 drift +300", new Independent(2), 20, 0)
                        .drifting(300));
        rows.add(
                TracedNetwork.of("loss 5 jitter 20 spikes", new Independent(5), 20, 0)
                        .withSpikes());
    }
}
