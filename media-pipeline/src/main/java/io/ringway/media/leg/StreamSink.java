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

    private final PayloadTypes payloadTypes;
    private final @Nullable StreamTimeline timeline;
    private final TelephoneEvents keys;
    private final CounterBlock counters;
    private final RedundantAudio redundant = new RedundantAudio();
    private @Nullable Recording recording;

    /**
     * Makes the sink of one stream.
     *
     * @param timeline null when nothing is forwarded
     * @param counters of the decoding stage
     */
    StreamSink(
            PayloadTypes payloadTypes,
            @Nullable StreamTimeline timeline,
            TelephoneEvents keys,
            CounterBlock counters) {
        this.payloadTypes = payloadTypes;
        this.timeline = timeline;
        this.keys = keys;
        this.counters = counters;
    }

    void setRecording(Recording newRecording) {
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
        PayloadFormat format = payloadTypes.format(type);
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
        RtpTimeline current = timeline == null ? null : timeline.current();
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
        RtpTimeline current = timeline == null ? null : timeline.current();
        if (current != null) {
            current.onDiscontinuity();
        }
    }

    private boolean isRed(int payloadType) {
        PayloadFormat format = payloadTypes.format(payloadType);
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
        RtpTimeline current = timeline == null ? null : timeline.current();
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
