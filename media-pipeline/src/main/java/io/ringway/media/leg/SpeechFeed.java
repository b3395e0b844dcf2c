package io.ringway.media.leg;

import io.ringway.media.CloseReason;
import io.ringway.media.LegSpec;
import io.ringway.media.SpeechFormat;
import io.ringway.media.recording.Recorder;
import io.ringway.media.recording.Recording;
import io.ringway.media.segment.SegmentBatcher;
import io.ringway.media.segment.SegmentCredit;
import io.ringway.media.segment.SpeechEvent;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a leg's received streams go: to the speech service in the format it asked for, and to the
 * recording. Both begin with the first stream and end with the leg.
 *
 * <p>Thread: the leg's shard.
 */
final class SpeechFeed {

    private final LegSpec spec;
    private final ShardServices services;
    private final SegmentCredit credit = new SegmentCredit();
    private @Nullable SpeechFormat format;
    private @Nullable Recording recording;
    private boolean announced;

    SpeechFeed(LegSpec spec, ShardServices services) {
        this.spec = spec;
        this.services = services;
        this.format = spec.speech();
    }

    /** Connects a new stream. The recording holds the first audio section. */
    void add(InboundStream stream, int index) {
        if (spec.record() && services.recorder() != null) {
            stream.record(recordingOf(services.recorder(), stream));
        }
        SegmentBatcher batcher = services.forwarding();
        SpeechFormat wanted = format;
        if (batcher != null && wanted != null) {
            announce(batcher, wanted);
            stream.forward(batcher, spec.sessionId(), index, wanted, credit);
        }
    }

    void setFormat(SpeechFormat wanted, List<InboundStream> streams) {
        format = wanted;
        SegmentBatcher batcher = services.forwarding();
        if (batcher != null) {
            for (int i = 0; i < streams.size(); i++) {
                announce(batcher, wanted);
                streams.get(i).forward(batcher, spec.sessionId(), i, wanted, credit);
            }
        }
    }

    void grantCredit(int milliseconds) {
        SegmentBatcher batcher = services.forwarding();
        if (batcher != null) {
            batcher.grantCredit(credit, milliseconds);
        }
    }

    /** Path of the recording below the recording folder, or empty. */
    String recordingName() {
        return recording == null ? "" : recording.path().toString();
    }

    long recordingDropped() {
        return recording == null ? 0 : recording.packetsDropped();
    }

    void close(CloseReason reason, long nowNs) {
        SegmentBatcher batcher = services.forwarding();
        if (batcher != null && announced) {
            String label = reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
            batcher.publish(new SpeechEvent.Ended(spec.sessionId(), label), nowNs);
        }
        if (recording != null) {
            recording.finish();
        }
    }

    private void announce(SegmentBatcher batcher, SpeechFormat wanted) {
        if (!announced) {
            announced = true;
            batcher.publish(
                    new SpeechEvent.Started(
                            spec.sessionId(), SpeechEvent.SessionType.WEBRTC, wanted),
                    services.shard().nowNs());
        }
    }

    private @Nullable Recording recordingOf(Recorder recorder, InboundStream stream) {
        if (recording == null) {
            long nowNs = services.shard().nowNs();
            int channels = stream.section().formats().getFirst().channels();
            recording =
                    recorder.start(
                            spec.sessionId(), channels, services.wallClock().unixNs(nowNs, nowNs));
        }
        return recording;
    }
}
