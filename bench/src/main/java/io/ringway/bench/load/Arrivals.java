package io.ringway.bench.load;

import io.ringway.proto.SegmentFlag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What has arrived since the last reset, and how late. A session is found in the generator's table
 * by its id or, where the generator does not know the id, by the RTP time of its packets. Thread:
 * the sink's event loop.
 */
final class Arrivals implements SegmentVisitor {

    private static final long MOST_NS = 60_000_000_000L;
    private static final int DIGITS = 3;

    /** Segments of sessions beyond that many are counted, and no more. */
    private static final int MOST_SESSIONS = 200_000;

    /** Not as sent, or not sent at all: nothing to take a time of. */
    private static final int NOT_A_PACKET =
            SegmentFlag.LOST_VALUE | SegmentFlag.DTX_VALUE | SegmentFlag.LATE_VALUE;

    private final @Nullable Path file;
    private final Map<String, SessionArrivals> sessions = new HashMap<>();
    private final Histogram latency = new Histogram(1, MOST_NS, DIGITS);
    private @Nullable SendTimes times;
    private long nowNs;
    private long segments;
    private long lost;
    private long late;
    private long jumps;
    private long dropped;
    private long unmatched;

    /**
     * @param file the generator's table; null takes no times
     */
    Arrivals(@Nullable Path file) {
        this.file = file;
    }

    /** What is told next has come at this time. */
    void at(long arrivedNs) {
        nowNs = arrivedNs;
    }

    @Override
    public void onSegment(
            String sessionId,
            int leg,
            long sequence,
            long rtpTimestamp,
            int flags,
            long droppedSamples) {
        segments++;
        dropped += droppedSamples;
        lost += (flags & SegmentFlag.LOST_VALUE) == 0 ? 0 : 1;
        late += (flags & SegmentFlag.LATE_VALUE) == 0 ? 0 : 1;
        SessionArrivals session = sessions.get(sessionId);
        if (session == null && sessions.size() < MOST_SESSIONS) {
            session = new SessionArrivals(sessionId);
            sessions.put(sessionId, session);
        }
        if (session == null) {
            unmatched++;
            return;
        }
        jumps += session.follows(leg, sequence) ? 0 : 1;
        if ((flags & NOT_A_PACKET) == 0) {
            takeTime(session.sentNs(times(), (int) rtpTimestamp));
        }
    }

    private void takeTime(long sentNs) {
        if (sentNs == 0) {
            unmatched++;
        } else {
            latency.recordValue(Math.clamp(nowNs - sentNs, 0, MOST_NS));
        }
    }

    @Override
    public void onEnd(String sessionId) {
        sessions.remove(sessionId);
    }

    /** Counts anew from here; what is known of sessions stays. */
    void reset() {
        latency.reset();
        segments = lost = late = jumps = dropped = unmatched = 0;
    }

    /** What was counted, with the percentiles of latency. */
    ArrivalReport report(double seconds, double cpuSeconds) {
        return new ArrivalReport(
                seconds,
                cpuSeconds,
                sessions.size(),
                segments,
                lost,
                late,
                jumps,
                dropped,
                unmatched,
                latency.copy());
    }

    private @Nullable SendTimes times() {
        if (times == null && file != null) {
            try {
                times = SendTimes.open(file).orElse(null);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return times;
    }
}
