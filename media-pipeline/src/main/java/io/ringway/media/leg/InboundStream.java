package io.ringway.media.leg;

import io.ringway.media.AudioSection;
import io.ringway.media.LegEvent;
import io.ringway.media.SpeechFormat;
import io.ringway.media.codec.OpusForward;
import io.ringway.media.codec.RtpTimeline;
import io.ringway.media.codec.SpeechTimeline;
import io.ringway.media.counters.Counter;
import io.ringway.media.jitter.JitterBuffer;
import io.ringway.media.recording.Recording;
import io.ringway.media.rtp.ReceptionStatistics;
import io.ringway.media.rtp.RtpHeader;
import io.ringway.media.rtp.RtpSettings;
import io.ringway.media.rtp.SenderClock;
import io.ringway.media.rtp.TelephoneEvents;
import io.ringway.media.segment.SegmentBatcher;
import io.ringway.media.segment.SegmentCredit;
import io.ringway.media.segment.SegmentTrack;
import io.ringway.media.segment.SpeechEvent;
import io.ringway.media.shard.DeadlineHeap;
import org.jspecify.annotations.Nullable;

/**
 * One received SSRC of a leg: reception statistics, jitter buffer, and what lies behind it.
 *
 * <p>Thread: the leg's shard.
 */
final class InboundStream extends DeadlineHeap.Entry {

    private static final int CLOCK_RATE_HZ = 48_000;

    private final int ssrc;
    private final AudioSection section;
    private final ShardServices services;
    private final ReceptionStatistics statistics;
    private final SenderClock senderClock = new SenderClock(CLOCK_RATE_HZ);
    private final StreamSink sink;
    private final JitterBuffer jitter;
    private @Nullable SegmentSink segmentSink;
    private @Nullable SegmentTrack track;
    private long concealedBefore48k;

    InboundStream(
            int ssrc,
            AudioSection section,
            SectionMap sections,
            String sessionId,
            ShardServices services) {
        this.ssrc = ssrc;
        this.section = section;
        this.services = services;
        this.statistics = new ReceptionStatistics(ssrc, CLOCK_RATE_HZ, RtpSettings.DEFAULTS);
        this.sink =
                new StreamSink(
                        sections,
                        services.shard().counters(),
                        new TelephoneEvents(
                                CLOCK_RATE_HZ, (digit, ms) -> onKey(sessionId, digit, ms)));
        this.jitter =
                new JitterBuffer(services.slab(), sink, services.jitterSettings(), CLOCK_RATE_HZ);
    }

    int ssrc() {
        return ssrc;
    }

    AudioSection section() {
        return section;
    }

    ReceptionStatistics statistics() {
        return statistics;
    }

    SenderClock senderClock() {
        return senderClock;
    }

    void record(@Nullable Recording recording) {
        sink.setRecording(recording);
    }

    /** Begins to forward, or goes on in another format from the next segment on. */
    void forward(
            SegmentBatcher batcher,
            String sessionId,
            int index,
            SpeechFormat format,
            SegmentCredit credit) {
        SegmentTrack current = track;
        if (current == null) {
            current = new SegmentTrack(sessionId, index, format, credit);
            track = current;
            segmentSink = new SegmentSink(batcher, current, senderClock, services.wallClock());
        } else {
            current.setFormat(format);
        }
        replaceTimeline(format);
    }

    /** Takes an authenticated packet, slot and all. */
    void onPacket(int slot, RtpHeader header, long arrivalNs, long nowNs) {
        at(nowNs);
        int outcome =
                jitter.insert(
                        slot,
                        header.payloadOffset(),
                        header.payloadLength(),
                        header.sequence(),
                        header.timestamp(),
                        header.payloadType(),
                        header.marker(),
                        arrivalNs);
        if (outcome < 0) {
            services.shard().counters().increment(Counter.ofCode(outcome));
        }
        services.shard().deadlines().schedule(this, jitter.nextDeadlineNs());
    }

    @Override
    protected void onDeadline(long nowNs) {
        at(nowNs);
        jitter.onTimer(nowNs);
        services.shard().deadlines().schedule(this, jitter.nextDeadlineNs());
    }

    double addedDelayMs(long nowNs) {
        return jitter.addedDelay().meanMs(nowNs);
    }

    long concealedSamples48k() {
        return concealedBefore48k + concealedNow48k();
    }

    long segmentsForwarded() {
        return track == null ? 0 : track.segmentsForwarded();
    }

    long segmentsDropped() {
        return track == null ? 0 : track.segmentsDropped();
    }

    LegEvent.AudioStarted started() {
        return new LegEvent.AudioStarted(section.mid(), Integer.toUnsignedLong(ssrc));
    }

    /** Hands on what is still held and frees everything. */
    void close(long nowNs) {
        at(nowNs);
        services.shard().deadlines().remove(this);
        int outcome = jitter.flush(nowNs);
        if (outcome < 0) {
            services.shard().counters().increment(Counter.ofCode(outcome));
        }
        closeTimeline(sink.timeline());
        sink.setTimeline(null);
    }

    private void at(long nowNs) {
        SegmentSink current = segmentSink;
        if (current != null) {
            current.at(nowNs);
        }
    }

    private void replaceTimeline(SpeechFormat format) {
        SegmentSink target = segmentSink;
        if (target == null) {
            return;
        }
        RtpTimeline former = sink.timeline();
        RtpTimeline next = newTimeline(format, target);
        if (former != null) {
            next.continueFrom(former);
            closeTimeline(former);
        }
        sink.setTimeline(next);
    }

    private RtpTimeline newTimeline(SpeechFormat format, SegmentSink target) {
        var counters = services.shard().counters();
        return switch (format.encoding()) {
            case OPUS -> new OpusForward(target, services.timelineSettings(), counters);
            case LINEAR16 ->
                    new SpeechTimeline(
                            services.codecs().decoder(format.rateHz(), format.channels()),
                            target,
                            services.timelineSettings(),
                            counters);
        };
    }

    private void closeTimeline(@Nullable RtpTimeline timeline) {
        if (timeline instanceof SpeechTimeline decoding) {
            concealedBefore48k += decoding.concealedSamples48k();
            decoding.close();
        }
    }

    private long concealedNow48k() {
        return sink.timeline() instanceof SpeechTimeline decoding
                ? decoding.concealedSamples48k()
                : 0;
    }

    private void onKey(String sessionId, char digit, int durationMs) {
        SegmentBatcher batcher = services.forwarding();
        if (batcher != null) {
            batcher.publish(
                    new SpeechEvent.Dtmf(sessionId, digit, durationMs), services.shard().nowNs());
        }
    }
}
