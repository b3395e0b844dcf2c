package io.ringway.server.call;

import io.ringway.media.LegStatistics;
import java.util.List;

/**
 * How far a run has come.
 *
 * @param calls calls there will be
 * @param connected calls over which media flows or has flowed
 * @param ended calls that are over
 * @param seconds how much has been played, the mean of the connected calls
 * @param lengthSeconds how much there is to play; −1 when that is not known or without end
 * @param packetsSent of all calls
 * @param packetsReceived of all calls
 * @param roundTripMs mean of the calls that know theirs; −1 when none does
 */
public record CallerProgress(
        int calls,
        int connected,
        int ended,
        double seconds,
        double lengthSeconds,
        long packetsSent,
        long packetsReceived,
        double roundTripMs) {

    static CallerProgress of(
            int total, int ended, double lengthSeconds, List<CallProgress> started) {
        List<CallProgress> connected = started.stream().filter(CallProgress::connected).toList();
        List<LegStatistics> media =
                connected.stream().flatMap(call -> CallReport.optional(call.media())).toList();
        return new CallerProgress(
                total,
                connected.size(),
                ended,
                connected.stream().mapToDouble(call -> call.sent().seconds()).average().orElse(0),
                lengthSeconds,
                connected.stream().mapToLong(call -> call.sent().packets()).sum(),
                media.stream().mapToLong(LegStatistics::packetsReceived).sum(),
                media.stream()
                        .mapToDouble(LegStatistics::roundTripMs)
                        .filter(ms -> ms >= 0)
                        .average()
                        .orElse(-1));
    }
}
