package io.ringway.media.codec;

import io.ringway.media.counters.CounterBlock;
import io.ringway.media.rtp.MediaPacket;

/**
 * Passes packets on as received, for services that decode themselves. Where none came, a segment
 * without payload says how long and why. Thread: the decoding stage's.
 */
public final class OpusForward extends RtpTimeline {

    /**
     * @param sink takes segments at 48 kHz whose payload is one Opus packet
     * @param counters of the decoding stage
     */
    public OpusForward(PcmSink sink, TimelineSettings settings, CounterBlock counters) {
        super(sink, settings, counters);
    }

    @Override
    int rateHz() {
        return CLOCK_HZ;
    }

    @Override
    void restart() {
        // Packets carry no state of ours.
    }

    @Override
    boolean packet(MediaPacket packet, int samples48k, int flags) {
        int length = packet.payloadLength();
        if (sink.claim(length)) {
            sink.buffer().putBytes(sink.offset(), packet.buffer(), packet.payloadOffset(), length);
            commit(length, samples48k, nextRtpTimestamp(), packet.arrivalNs(), flags);
        }
        return true;
    }

    @Override
    void fill(long from, long to, boolean wasLost, MediaPacket next) {
        tellEmpty(from, to, CLOCK_HZ, next.arrivalNs(), wasLost ? LOST : DTX);
    }
}
