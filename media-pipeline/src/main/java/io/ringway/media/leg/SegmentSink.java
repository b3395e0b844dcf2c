package io.ringway.media.leg;

import io.ringway.media.codec.PcmSink;
import io.ringway.media.rtp.SenderClock;
import io.ringway.media.segment.SegmentBatcher;
import io.ringway.media.segment.SegmentTrack;
import org.agrona.MutableDirectBuffer;

/**
 * The end of a stream's walk: what its timeline produces is written straight into the batch for the
 * speech service, stamped with the time of capture.
 *
 * <p>Thread: the forwarding stage's.
 */
final class SegmentSink implements PcmSink {

    private final SegmentBatcher batcher;
    private final SegmentTrack track;
    private final SenderClock senderClock;
    private final WallClock wallClock;
    private long nowNs;

    SegmentSink(
            SegmentBatcher batcher,
            SegmentTrack track,
            SenderClock senderClock,
            WallClock wallClock) {
        this.batcher = batcher;
        this.track = track;
        this.senderClock = senderClock;
        this.wallClock = wallClock;
    }

    /** Tells the time of the cycle before anything is claimed in it. */
    void at(long cycleNowNs) {
        nowNs = cycleNowNs;
    }

    @Override
    public boolean claim(int maxPayloadBytes) {
        if (batcher.claim(track, maxPayloadBytes, nowNs)) {
            return true;
        }
        batcher.drop(track, 0);
        return false;
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
        long captureUnixNs = senderClock.captureUnixNs(extendedRtpTimestamp);
        if (captureUnixNs == SenderClock.UNKNOWN) {
            captureUnixNs = wallClock.unixNs(arrivalNs, nowNs);
        }
        batcher.commit(payloadBytes, samplesPerChannel, extendedRtpTimestamp, captureUnixNs, flags);
    }

    @Override
    public void abort() {
        batcher.abort();
    }
}
