package io.ringway.media.leg;

import io.ringway.media.SpeechFormat;
import io.ringway.media.rtp.CaptureClock;
import io.ringway.media.segment.SegmentBatcher;
import io.ringway.media.segment.SegmentCredit;
import io.ringway.media.segment.SegmentTrack;
import io.ringway.media.segment.SpeechEvent;
import io.ringway.media.shard.Stage;
import io.ringway.media.stage.SegmentTaker;
import org.agrona.MutableDirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The end of a stream's walk: what its timeline produces is written straight into the batch for the
 * speech service, stamped with the time of capture.
 *
 * <p>Thread: the forwarding stage's.
 */
final class SegmentSink implements SegmentTaker {

    private final Stage stage;
    private final SegmentBatcher batcher;
    private final WallClock wallClock;
    private final Source source;
    private final CaptureClock captureClock;
    private @Nullable SegmentTrack track;

    /**
     * Whose segments these are.
     *
     * @param leg which received stream of the session, from 0
     * @param credit shared by all streams of the session; the forwarding stage's
     */
    record Source(String sessionId, int leg, SegmentCredit credit) {}

    SegmentSink(StreamServices services, SegmentBatcher batcher, Source source, int clockRateHz) {
        this.stage = services.stages().forwarding();
        this.wallClock = services.wallClock();
        this.batcher = batcher;
        this.source = source;
        this.captureClock = new CaptureClock(clockRateHz);
    }

    @Override
    public void setFormat(SpeechFormat format) {
        SegmentTrack current = track;
        if (current == null) {
            track = new SegmentTrack(source.sessionId(), source.leg(), format, source.credit());
        } else {
            current.setFormat(format);
        }
    }

    /** Takes the sender's clocks as its report tells them. */
    void onSenderReport(long ntpTimestamp, long rtpTimestamp) {
        captureClock.onSenderReport(ntpTimestamp, rtpTimestamp);
    }

    /** Another source goes on in the stream's place. */
    void changeSource(int clockRateHz) {
        captureClock.changeSource(clockRateHz);
    }

    /** Tells of a pressed key. */
    void onKey(char digit, int durationMs) {
        batcher.publish(new SpeechEvent.Dtmf(source.sessionId(), digit, durationMs), stage.nowNs());
    }

    @Override
    public void onLost(int segments, long samples) {
        SegmentTrack current = track;
        if (current != null && segments > 0) {
            batcher.skip(current, segments, samples);
        }
    }

    @Override
    public boolean claim(int maxPayloadBytes) {
        return batcher.claim(formatted(), maxPayloadBytes, stage.nowNs());
    }

    @Override
    public void lose(int samplesPerChannel) {
        batcher.drop(formatted(), samplesPerChannel);
    }

    @Override
    public void setClock(long extendedRtpTimestamp, int clockRateHz) {
        captureClock.setClock(extendedRtpTimestamp, clockRateHz);
    }

    @Override
    public MutableDirectBuffer buffer() {
        return batcher.buffer();
    }

    @Override
    public int offset() {
        return batcher.offset();
    }

    @Override
    public void commit(
            int payloadBytes,
            int samplesPerChannel,
            long extendedRtpTimestamp,
            long arrivalNs,
            int flags) {
        long arrivalUnixNs = wallClock.unixNs(arrivalNs, stage.nowNs());
        long captureUnixNs = captureClock.unixNs(extendedRtpTimestamp, arrivalUnixNs);
        batcher.commit(payloadBytes, samplesPerChannel, extendedRtpTimestamp, captureUnixNs, flags);
    }

    @Override
    public void abort() {
        batcher.abort();
    }

    long segmentsForwarded() {
        return track == null ? 0 : track.segmentsForwarded();
    }

    long segmentsDropped() {
        return track == null ? 0 : track.segmentsDropped();
    }

    private SegmentTrack formatted() {
        SegmentTrack current = track;
        if (current == null) {
            throw new IllegalStateException("no format was set for " + source);
        }
        return current;
    }
}
