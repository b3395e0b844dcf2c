package io.ringway.media.leg;

import io.ringway.media.AudioSection;
import io.ringway.media.PayloadFormat;
import io.ringway.media.PayloadFormat.Codec;
import io.ringway.media.bridge.VoiceSink;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.rtp.MediaPacket;
import io.ringway.media.rtp.RedundantAudio;
import io.ringway.media.rtp.RtpHeader;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;

/**
 * The one voice of what a leg receives, packet by packet before it is put in order: redundant audio
 * (RFC 2198) is taken apart into its copies and its primary block.
 *
 * <p>One stream is heard at a time; another SSRC takes its place once that has been silent for 100
 * ms. Thread: the leg's shard. Allocates nothing.
 */
final class ReceivedVoice {

    private static final long TAKEOVER_NS = TimeUnit.MILLISECONDS.toNanos(100);

    private final CounterBlock counters;
    private final VoiceSink sink;
    private final PayloadTypes payloadTypes = new PayloadTypes();
    private final RedundantAudio blocks = new RedundantAudio();
    private final MediaPacket packet = new MediaPacket();
    private boolean heard;
    private int ssrc;
    private long heardNs;

    ReceivedVoice(CounterBlock counters, VoiceSink sink) {
        this.counters = counters;
        this.sink = sink;
    }

    void setSections(List<AudioSection> sections) {
        payloadTypes.set(sections);
    }

    /** Takes a received packet; one of an unknown payload type is passed over. */
    void onPacket(RtpHeader header, DirectBuffer plain, long arrivalNs) {
        if (heard && header.ssrc() != ssrc && arrivalNs - heardNs < TAKEOVER_NS) {
            return;
        }
        packet.wrap(header, plain, 0, arrivalNs);
        if (payloadTypes.isRedundantAudio(header.payloadType())) {
            onRedundant(header, plain);
        } else {
            hand(header.ssrc());
        }
    }

    private void onRedundant(RtpHeader header, DirectBuffer plain) {
        if (blocks.wrap(plain, header.payloadOffset(), header.payloadLength()) < 0) {
            counters.increment(Counter.DROP_RTP_MALFORMED);
            return;
        }
        packet.restored(true);
        for (int i = 0; i < blocks.blocks(); i++) {
            onCopy(i, header, plain);
        }
        packet.payload(plain, blocks.primaryOffset(), blocks.primaryLength())
                .position(header.sequence(), header.timestamp())
                .type(blocks.primaryPayloadType(), header.marker())
                .restored(false);
        hand(header.ssrc());
    }

    /** A redundant block that lies a whole number of packets before the primary one. */
    private void onCopy(int block, RtpHeader header, DirectBuffer plain) {
        int type = blocks.blockPayloadType(block);
        int offset = blocks.blockOffset(block);
        int length = blocks.blockLength(block);
        int ticks = payloadTypes.durationTicks(type, plain, offset, length);
        int behind = blocks.blockTicksBehind(block);
        if (ticks > 0 && behind > 0 && behind % ticks == 0) {
            int sequence = (header.sequence() - behind / ticks) & 0xFFFF;
            long timestamp = (header.timestamp() - behind) & 0xFFFF_FFFFL;
            packet.payload(plain, offset, length).position(sequence, timestamp).type(type, false);
            hand(header.ssrc());
        }
    }

    private void hand(int packetSsrc) {
        PayloadFormat format = payloadTypes.format(packet.payloadType());
        if (format == null || format.codec() == Codec.RED || packet.payloadLength() == 0) {
            return;
        }
        heard = true;
        ssrc = packetSsrc;
        heardNs = packet.arrivalNs();
        sink.onPacket(packetSsrc, format.codec(), packet);
    }
}
