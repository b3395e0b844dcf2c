package io.ringway.server.speech;

import io.ringway.proto.AudioSegment;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the service knows of one session. Thread: the sink's; {@link #levels()} any. */
final class SinkSession {

    private static final Logger LOG = LoggerFactory.getLogger(SinkSession.class);

    private final String sessionId;
    private final int maxLegs;
    private final SinkFiles files;
    private final Map<Integer, SinkLeg> legs = new ConcurrentHashMap<>();
    private SinkStream stream;

    SinkSession(String sessionId, int maxLegs, SinkFiles files, SinkStream stream) {
        this.sessionId = sessionId;
        this.maxLegs = maxLegs;
        this.files = files;
        this.stream = stream;
    }

    String sessionId() {
        return sessionId;
    }

    /** The stream its segments came on last. */
    SinkStream stream() {
        return stream;
    }

    void moveTo(SinkStream newStream) {
        stream = newStream;
    }

    /** The leg a segment belongs to, made if need be; null if that would be too many. */
    @Nullable SinkLeg leg(AudioSegment segment) {
        SinkLeg leg = legs.get(segment.getLeg());
        if (leg == null && legs.size() < maxLegs) {
            leg = new SinkLeg(sessionId, segment.getLeg(), files);
            legs.put(segment.getLeg(), leg);
        }
        return leg;
    }

    List<LevelSnapshot> levels() {
        return legs.values().stream().map(SinkLeg::level).toList();
    }

    void flush() {
        legs.values().forEach(SinkLeg::flush);
    }

    /** Finishes the files and says what there was. */
    void end(String reason) {
        Collection<SinkLeg> all = legs.values();
        all.forEach(SinkLeg::close);
        LOG.info(
                "call={} speech session ended: {}; {} legs, {} segments, {} s of audio, {} s of it"
                        + " dropped",
                sessionId,
                reason,
                all.size(),
                all.stream().mapToLong(SinkLeg::segments).sum(),
                seconds(all.stream().mapToDouble(SinkLeg::audioMs).sum()),
                seconds(all.stream().mapToDouble(SinkLeg::droppedMs).sum()));
    }

    private static double seconds(double milliseconds) {
        return Math.round(milliseconds) / 1_000.0;
    }
}
