package io.ringway.media;

/**
 * Where an Opus packet belongs in a stream whose packets need not leave in order, or at all.
 *
 * <p>The packet of the stream that leaves first is put right behind whatever was sent before; the
 * others keep their distance from it.
 *
 * @param index number of the packet in its stream; any origin, each one by one
 * @param rtpTimestamp48k RTP time of its first sample, from any origin
 * @param samples48k its duration, 120 to 5,760 samples at 48 kHz
 */
public record OpusPlacement(long index, long rtpTimestamp48k, int samples48k) {

    public OpusPlacement {
        if (samples48k < 120 || samples48k > 5_760) {
            throw new IllegalArgumentException(
                    "an Opus packet lasts 120 to 5760 samples at 48 kHz, got " + samples48k);
        }
    }
}
