package io.ringway.bench.sound;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Statistics of one received stream as polled: cumulative counts that begin with the first packet.
 */
final class NetEqPolls {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double MS = 1_000;
    private static final double P95 = 0.95;

    /** What was emitted between two polls, and its mean delay. */
    private record Interval(double samples, double delayMs) {}

    private final List<JsonNode> polls = new ArrayList<>();

    /**
     * Keeps the polls up to a moment.
     *
     * @param json array of inbound-rtp reports in the order of time
     * @param endEpochMs when the stream ends
     */
    NetEqPolls(String json, double endEpochMs) throws JsonProcessingException {
        for (JsonNode poll : JSON.readTree(json)) {
            if (poll.path("timestamp").asDouble() <= endEpochMs) {
                polls.add(poll);
            }
        }
        if (polls.isEmpty() || last("jitterBufferEmittedCount") == 0) {
            throw new IllegalStateException("the browser received nothing that it could play");
        }
    }

    /**
     * Sums up.
     *
     * @param sentSamples how long the stream was, at 48 kHz
     */
    NetEqFigures figures(long sentSamples) {
        double played = last("totalSamplesReceived");
        double emitted = last("jitterBufferEmittedCount");
        return new NetEqFigures(
                100 * last("concealedSamples") / sentSamples,
                100 * last("silentConcealedSamples") / sentSamples,
                MS * last("jitterBufferDelay") / emitted,
                p95DelayMs(),
                MS * last("jitterBufferTargetDelay") / emitted,
                100 * last("insertedSamplesForDeceleration") / played,
                100 * last("removedSamplesForAcceleration") / played,
                (long) last("fecPacketsReceived"),
                (long) last("fecPacketsDiscarded"),
                (long) last("packetsDiscarded"));
    }

    private double p95DelayMs() {
        List<Interval> intervals = intervals();
        intervals.sort(Comparator.comparingDouble(Interval::delayMs));
        double rest = P95 * intervals.stream().mapToDouble(Interval::samples).sum();
        int n = 0;
        while (rest > intervals.get(n).samples()) {
            rest -= intervals.get(n++).samples();
        }
        return intervals.get(n).delayMs();
    }

    private List<Interval> intervals() {
        List<Interval> intervals = new ArrayList<>();
        double emitted = 0;
        double delay = 0;
        for (JsonNode poll : polls) {
            double samples = poll.path("jitterBufferEmittedCount").asDouble() - emitted;
            double added = poll.path("jitterBufferDelay").asDouble() - delay;
            if (samples > 0) {
                intervals.add(new Interval(samples, MS * added / samples));
            }
            emitted += samples;
            delay += added;
        }
        return intervals;
    }

    private double last(String name) {
        return polls.getLast().path(name).asDouble();
    }
}
