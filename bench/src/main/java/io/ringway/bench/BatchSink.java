package io.ringway.bench;

import io.ringway.media.SpeechFormat;
import io.ringway.media.codec.PcmSink;
import io.ringway.media.segment.SegmentBatcher;
import io.ringway.media.segment.SegmentCredit;
import io.ringway.media.segment.SegmentTrack;
import org.agrona.MutableDirectBuffer;

/** The way from a timeline into a batch. */
final class BatchSink implements PcmSink {

    private final SegmentBatcher batcher;
    private final SegmentTrack track;
    private long arrivedNs;

    BatchSink(SegmentBatcher batcher, SpeechFormat format) {
        this.batcher = batcher;
        this.track = new SegmentTrack("walk", 0, format, new SegmentCredit());
    }

    @Override
    public boolean claim(int maxPayloadBytes) {
        return batcher.claim(track, maxPayloadBytes, arrivedNs);
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
        arrivedNs = arrivalNs;
        batcher.commit(payloadBytes, samplesPerChannel, extendedRtpTimestamp, arrivalNs, flags);
    }

    @Override
    public void abort() {
        batcher.abort();
    }
}
