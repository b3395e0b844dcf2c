package io.ringway.server.config;

import io.ringway.media.codec.OpusCodecs;

/**
 * How packets become audio.
 *
 * @param jitterMinDelayNs shortest wait for a missing packet
 * @param jitterMaxDelayNs longest wait for a missing packet
 */
public record DecodingSettings(
        long jitterMinDelayNs, long jitterMaxDelayNs, OpusCodecs.Provider opusCodec) {

    public DecodingSettings {
        if (jitterMinDelayNs > jitterMaxDelayNs) {
            throw new IllegalArgumentException(
                    "jitter-min-delay-ms must be at most jitter-max-delay-ms; got %d and %d"
                            .formatted(jitterMinDelayNs / 1_000_000, jitterMaxDelayNs / 1_000_000));
        }
    }
}
