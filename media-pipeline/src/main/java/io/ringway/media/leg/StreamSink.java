package io.ringway.media.leg;

import io.ringway.media.PayloadFormat;
import io.ringway.media.codec.OpusPacket;
import io.ringway.media.codec.RtpTimeline;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.jitter.JitterSink;
import io.ringway.media.recording.Recording;
import io.ringway.media.rtp.MediaPacket;
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
    private final MediaPacket primary = new MediaPacket();
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
    public void onPacket(MediaPacket packet) {
        if (!isRed(packet.payloadType())) {
            onBlock(packet);
            return;
        }
        DirectBuffer buffer = packet.buffer();
        if (redundant.wrap(buffer, packet.payloadOffset(), packet.payloadLength()) < 0) {
            counters.increment(Counter.DROP_RTP_MALFORMED);
            return;
        }
        onBlock(
                primary.wrap(packet)
                        .payload(buffer, redundant.primaryOffset(), redundant.primaryLength())
                        .type(redundant.primaryPayloadType(), packet.marker()));
    }

    @Override
    public void onGap(long firstMissingSequence, int missing, MediaPacket next) {
        RtpTimeline current = timeline == null ? null : timeline.current();
        if (current != null) {
            current.onGap(firstMissingSequence, missing, next);
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

    private void onBlock(MediaPacket packet) {
        PayloadFormat format = payloadTypes.format(packet.payloadType());
        if (format == null) {
            counters.increment(Counter.DROP_UNKNOWN_PAYLOAD_TYPE);
            return;
        }
        switch (format.codec()) {
            case OPUS -> onOpus(packet);
            case TELEPHONE_EVENT -> onKey(packet);
            case RED -> counters.increment(Counter.DROP_RTP_MALFORMED);
        }
    }

    private void onKey(MediaPacket packet) {
        keys.onPacket(
                packet.buffer(),
                packet.payloadOffset(),
                packet.payloadLength(),
                packet.rtpTimestamp());
    }

    private void onOpus(MediaPacket packet) {
        DirectBuffer buffer = packet.buffer();
        int offset = packet.payloadOffset();
        int length = packet.payloadLength();
        Recording recorded = recording;
        int samples48k = OpusPacket.samples48k(buffer, offset, length);
        if (recorded != null && samples48k > 0) {
            recorded.offer(buffer, offset, length, packet.rtpTimestamp(), samples48k);
        }
        RtpTimeline current = timeline == null ? null : timeline.current();
        if (current != null) {
            current.acceptPayloadType(packet.payloadType(), true);
            current.onPacket(packet);
        }
    }
}
