package io.ringway.media.leg;

import io.ringway.media.SpeechFormat;
import io.ringway.media.stage.SegmentTaker;
import org.agrona.MutableDirectBuffer;

/**
 * Lets a {@link VoiceWatch} listen to the sound on its way to the forwarding stage.
 *
 * <p>Thread: the decoding stage's. Allocates nothing.
 */
final class VoiceTap implements SegmentTaker {

    private final SegmentTaker next;
    private final VoiceWatch watch;

    VoiceTap(SegmentTaker next, VoiceWatch watch) {
        this.next = next;
        this.watch = watch;
    }

    @Override
    public void setFormat(SpeechFormat format) {
        watch.setFormat(format);
        next.setFormat(format);
    }

    @Override
    public void onLost(int segments, long samples) {
        next.onLost(segments, samples);
    }

    @Override
    public boolean claim(int maxPayloadBytes) {
        return next.claim(maxPayloadBytes);
    }

    @Override
    public MutableDirectBuffer buffer() {
        return next.buffer();
    }

    @Override
    public int offset() {
        return next.offset();
    }

    @Override
    public void commit(
            int payloadBytes,
            int samplesPerChannel,
            long extendedRtpTimestamp,
            long arrivalNs,
            int flags) {
        if (payloadBytes > 0) {
            watch.onPcm(next.buffer(), next.offset(), samplesPerChannel);
        }
        next.commit(payloadBytes, samplesPerChannel, extendedRtpTimestamp, arrivalNs, flags);
    }

    @Override
    public void abort() {
        next.abort();
    }
}
