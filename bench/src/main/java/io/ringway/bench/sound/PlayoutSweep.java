package io.ringway.bench.sound;

import io.ringway.media.codec.OpusCodecs;
import io.ringway.media.playout.PlayoutSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Ringway's playout at several least delays: the curve on which it trades delay for concealment.
 *
 * @param points for each trace, one for each least delay
 */
record PlayoutSweep(Map<String, List<Point>> points) {

    private static final int[] LEAST_DELAYS_MS = {0, 10, 20, 30, 40, 60, 80, 120, 160, 240};

    /**
     * One way to play a trace.
     *
     * @param leastDelayMs as set
     */
    record Point(int leastDelayMs, double delayMs, double concealedPercent) {}

    static PlayoutSweep of(List<Trace> traces, OpusCodecs codecs) {
        Map<String, List<Point>> points = new LinkedHashMap<>();
        PlayoutSettings usual = PlayoutSettings.DEFAULTS;
        for (int leastMs : LEAST_DELAYS_MS) {
            PlayoutSettings settings =
                    new PlayoutSettings(
                            leastMs,
                            usual.maxDelayMs(),
                            Math.max(leastMs, usual.startDelayMs()),
                            usual.capacityPackets(),
                            usual.idleMs());
            List<Heard> heard = new RingwayPlayout("sweep", codecs, settings).receive(traces);
            for (int i = 0; i < traces.size(); i++) {
                Heard each = heard.get(i);
                points.computeIfAbsent(traces.get(i).name(), _ -> new ArrayList<>())
                        .add(new Point(leastMs, each.meanDelayMs(), each.concealedPercent()));
            }
        }
        return new PlayoutSweep(points);
    }
}
