package io.ringway.media.leg;

import io.ringway.media.PayloadFormat;
import io.ringway.media.codec.OpusCodecs;
import io.ringway.media.codec.RtpTimeline;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.counters.Delay;
import io.ringway.media.counters.DelayCounts;
import io.ringway.media.jitter.JitterSink;
import io.ringway.media.rtp.MediaPacket;
import io.ringway.media.rtp.RedundantAudio;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What happens to one stream's packets once they are in order: recorded, decoded on the timeline,
 * or read as telephone keys, by payload type. Redundant audio is stripped to its primary block; the
 * jitter buffer has put the others where packets were missing.
 *
 * <p>Thread: the decoding stage's.
 */
final class StreamSink implements JitterSink {

    private final PayloadTypes payloadTypes;
    private final @Nullable StreamTimeline timeline;
    private final VoiceWatch voice;
    private final KeyReception keys;
    private final CounterBlock counters;
    private final RedundantAudio redundant = new RedundantAudio();
    private final MediaPacket primary = new MediaPacket();
    private final DelayCounts addedDelay;
    private @Nullable RecordedTrack recorded;
    private @Nullable InbandKeys inband;

    /**
     * Makes the sink of one stream.
     *
     * @param timeline null when nothing is forwarded
     * @param voice told of every packet
     * @param counters of the decoding stage
     */
    StreamSink(
            PayloadTypes payloadTypes,
            @Nullable StreamTimeline timeline,
            VoiceWatch voice,
            KeyReception keys,
            CounterBlock counters) {
        this.payloadTypes = payloadTypes;
        this.timeline = timeline;
        this.voice = voice;
        this.keys = keys;
        this.counters = counters;
        this.addedDelay = counters.delay(Delay.ADDED_DELAY);
    }

    void setRecording(RecordedTrack track) {
        recorded = track;
    }

    /** Begins, or ceases, to look for telephone keys in the sound as well. */
    void setInbandKeys(boolean on, OpusCodecs codecs) {
        if (inband != null) {
            inband.close();
        }
        inband = on ? new InbandKeys(codecs, keys) : null;
    }

    void close() {
        if (inband != null) {
            inband.close();
            inband = null;
        }
        keys.close();
        if (recorded != null) {
            recorded.close();
            recorded = null;
        }
    }

    @Override
    public void onPacket(MediaPacket packet) {
        voice.onPacket(packet);
        addedDelay.record(packet.heldNs());
        if (packet.restored()) {
            counters.increment(Counter.PACKETS_RESTORED);
        }
        MediaPacket block = primary(packet);
        PayloadFormat format = block == null ? null : payloadTypes.format(block.payloadType());
        if (block == null) {
            counters.increment(Counter.DROP_RTP_MALFORMED);
        } else if (format == null) {
            counters.increment(Counter.DROP_UNKNOWN_PAYLOAD_TYPE);
        } else {
            onBlock(block, format);
        }
    }

    @Override
    public void onLate(MediaPacket packet) {
        RtpTimeline current = timeline == null ? null : timeline.current();
        MediaPacket block = primary(packet);
        if (current != null && block != null) {
            current.onLate(block);
        }
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
        if (recorded != null) {
            recorded.onDiscontinuity();
        }
        RtpTimeline current = timeline == null ? null : timeline.current();
        if (current != null) {
            current.onDiscontinuity();
        }
    }

    /** The packet without its redundancy, which has been made use of; null if it is malformed. */
    private @Nullable MediaPacket primary(MediaPacket packet) {
        if (!payloadTypes.isRedundantAudio(packet.payloadType())) {
            return packet;
        }
        DirectBuffer buffer = packet.buffer();
        if (redundant.wrap(buffer, packet.payloadOffset(), packet.payloadLength()) < 0) {
            return null;
        }
        return primary.wrap(packet)
                .payload(buffer, redundant.primaryOffset(), redundant.primaryLength())
                .type(redundant.primaryPayloadType(), packet.marker());
    }

    private void onBlock(MediaPacket packet, PayloadFormat format) {
        PayloadFormat.Codec codec = format.codec();
        switch (codec) {
            case OPUS, PCMU, PCMA, G722 -> {
                if (recorded != null) {
                    recorded.onSpeech(packet, codec, format.clockRateHz());
                }
                if (inband != null) {
                    inband.onSpeech(packet, codec, format.clockRateHz());
                }
                onAudio(packet, codec);
            }
            case COMFORT_NOISE -> onAudio(packet, codec);
            case TELEPHONE_EVENT -> keys.onPacket(packet, format.clockRateHz());
            case RED -> counters.increment(Counter.DROP_RTP_MALFORMED);
        }
    }

    private void onAudio(MediaPacket packet, PayloadFormat.Codec codec) {
        RtpTimeline current = timeline == null ? null : timeline.current();
        if (current != null) {
            current.acceptPayloadType(packet.payloadType(), codec);
            current.onPacket(packet);
        }
    }
}
