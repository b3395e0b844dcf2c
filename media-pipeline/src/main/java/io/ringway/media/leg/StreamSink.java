package io.ringway.media.leg;

import io.ringway.media.PayloadFormat;
import io.ringway.media.codec.OpusPacket;
import io.ringway.media.codec.RtpTimeline;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.jitter.JitterSink;
import io.ringway.media.recording.Recording;
import io.ringway.media.rtp.RedundantAudio;
import io.ringway.media.rtp.TelephoneEvents;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What happens to one stream's packets once they are in order: recorded, decoded on the timeline,
 * or read as telephone keys, by payload type. Redundant audio is stripped to its primary block
 * first.
 *
 * <p>Thread: the decoding stage's.
 */
final class StreamSink implements JitterSink {

    private final SectionMap sections;
    private final CounterBlock counters;
    private final TelephoneEvents keys;
    private final RedundantAudio redundant = new RedundantAudio();
    private @Nullable RtpTimeline timeline;
    private @Nullable Recording recording;

    StreamSink(SectionMap sections, CounterBlock counters, TelephoneEvents keys) {
        this.sections = sections;
        this.counters = counters;
        this.keys = keys;
    }

    void setTimeline(@Nullable RtpTimeline newTimeline) {
        timeline = newTimeline;
    }

    @Nullable RtpTimeline timeline() {
        return timeline;
    }

    void setRecording(@Nullable Recording newRecording) {
        recording = newRecording;
    }

    @Override
    public void onPacket(
            DirectBuffer buffer,
            int payloadOffset,
            int payloadLength,
            long extendedSequence,
            long extendedRtpTimestamp,
            int payloadType,
            boolean marker,
            long arrivalNs,
            long heldNs) {
        int offset = payloadOffset;
        int length = payloadLength;
        int type = payloadType;
        if (isRed(payloadType)) {
            if (redundant.wrap(buffer, payloadOffset, payloadLength) < 0) {
                counters.increment(Counter.DROP_RTP_MALFORMED);
                return;
            }
            offset = redundant.primaryOffset();
            length = redundant.primaryLength();
            type = redundant.primaryPayloadType();
        }
        PayloadFormat format = sections.format(type);
        if (format == null) {
            counters.increment(Counter.DROP_UNKNOWN_PAYLOAD_TYPE);
            return;
        }
        switch (format.codec()) {
            case OPUS ->
                    onOpus(
                            buffer,
                            offset,
                            length,
                            extendedSequence,
                            extendedRtpTimestamp,
                            type,
                            marker,
                            arrivalNs,
                            heldNs);
            case TELEPHONE_EVENT -> keys.onPacket(buffer, offset, length, extendedRtpTimestamp);
            case RED -> counters.increment(Counter.DROP_RTP_MALFORMED);
        }
    }

    @Override
    public void onGap(
            long firstMissingSequence,
            int missing,
            DirectBuffer next,
            int nextPayloadOffset,
            int nextPayloadLength,
            int nextPayloadType,
            long nextExtendedRtpTimestamp) {
        RtpTimeline current = timeline;
        if (current != null) {
            current.onGap(
                    firstMissingSequence,
                    missing,
                    next,
                    nextPayloadOffset,
                    nextPayloadLength,
                    nextPayloadType,
                    nextExtendedRtpTimestamp);
        }
    }

    @Override
    public void onDiscontinuity() {
        RtpTimeline current = timeline;
        if (current != null) {
            current.onDiscontinuity();
        }
    }

    private boolean isRed(int payloadType) {
        PayloadFormat format = sections.format(payloadType);
        return format != null && format.codec() == PayloadFormat.Codec.RED;
    }

    private void onOpus(
            DirectBuffer buffer,
            int offset,
            int length,
            long sequence,
            long rtpTimestamp,
            int payloadType,
            boolean marker,
            long arrivalNs,
            long heldNs) {
        Recording recorded = recording;
        int samples48k = OpusPacket.samples48k(buffer, offset, length);
        if (recorded != null && samples48k > 0) {
            recorded.offer(buffer, offset, length, rtpTimestamp, samples48k);
        }
        RtpTimeline current = timeline;
        if (current != null) {
            current.acceptPayloadType(payloadType, true);
            current.onPacket(
                    buffer,
                    offset,
                    length,
                    sequence,
                    rtpTimestamp,
                    payloadType,
                    marker,
                    arrivalNs,
                    heldNs);
        }
    }
}
