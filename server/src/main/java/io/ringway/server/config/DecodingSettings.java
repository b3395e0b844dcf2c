package io.ringway.server.config;

import io.ringway.media.codec.OpusCodecs;
import io.ringway.signaling.sdp.OpusRedundancy;

/**
 * How packets become audio.
 *
 * @param jitterMinDelayNs shortest wait for a missing packet
 * @param jitterMaxDelayNs longest wait for a missing packet
 * @param opusCodec whose Opus to use
 * @param opusSilk what decodes Opus speech at low rates
 * @param redundancy whether packets may come with copies of earlier ones
 */
public record DecodingSettings(
        long jitterMinDelayNs,
        long jitterMaxDelayNs,
        OpusCodecs.Provider opusCodec,
        OpusCodecs.Silk opusSilk,
        OpusRedundancy redundancy) {

    public DecodingSettings {
        if (jitterMinDelayNs > jitterMaxDelayNs) {
            throw new IllegalArgumentException(
                    "jitter-min-delay-ms must be at most jitter-max-delay-ms; got %d and %d"
                            .formatted(jitterMinDelayNs / 1_000_000, jitterMaxDelayNs / 1_000_000));
        }
    }
}
