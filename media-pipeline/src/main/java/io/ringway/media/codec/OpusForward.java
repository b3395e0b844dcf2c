package io.ringway.media.codec;

import io.ringway.media.PayloadFormat.Codec;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.rtp.MediaPacket;

/**
 * Passes Opus packets on as received, for services that decode themselves; those taken from
 * redundancy (RFC 2198) at their own places. Where none came, or one of another codec, a segment
 * without payload says how long and why. Thread: the decoding stage's.
 */
public final class OpusForward extends RtpTimeline {

    private static final int RATE_HZ = 48_000;

    /**
     * @param sink takes segments at 48 kHz whose payload is one Opus packet
     * @param counters of the decoding stage
     */
    public OpusForward(PcmSink sink, TimelineSettings settings, CounterBlock counters) {
        super(sink, settings, counters);
    }

    @Override
    int rateHz() {
        return RATE_HZ;
    }

    @Override
    void restart() {
        // Packets carry no state of ours.
    }

    @Override
    boolean packet(MediaPacket packet, Codec codec, int ticks, int flags) {
        if (codec != Codec.OPUS) {
            long from = nextRtpTimestamp();
            tellEmpty(from, from + ticks, packet.arrivalNs(), flags | LOST);
            return true;
        }
        int length = packet.payloadLength();
        if (claim(length, ticks)) {
            sink.buffer().putBytes(sink.offset(), packet.buffer(), packet.payloadOffset(), length);
            commit(length, ticks, nextRtpTimestamp(), packet.arrivalNs(), flags);
        }
        return true;
    }

    @Override
    void comfort(MediaPacket packet) {
        // The silence behind it is told by its length.
    }

    @Override
    void fill(long from, long to, boolean wasLost, MediaPacket next) {
        tellEmpty(from, to, next.arrivalNs(), wasLost ? LOST : DTX);
    }
}
