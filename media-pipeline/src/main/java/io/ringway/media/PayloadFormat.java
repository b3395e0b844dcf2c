package io.ringway.media;

/**
 * One payload type of an audio section, as negotiated.
 *
 * @param payloadType 0 to 127
 * @param clockRateHz RTP clock rate
 * @param channels channels the remote side may send; for Opus 2 when it announced {@code
 *     sprop-stereo=1} or {@code stereo=1}
 * @param inbandFec Opus {@code useinbandfec=1}
 */
public record PayloadFormat(
        int payloadType, Codec codec, int clockRateHz, int channels, boolean inbandFec) {

    /** Payload formats the pipeline knows. */
    public enum Codec {
        OPUS,
        RED,
        TELEPHONE_EVENT
    }

    public PayloadFormat {
        if (payloadType < 0 || payloadType > 127) {
            throw new IllegalArgumentException("payload type must be 0 to 127, got " + payloadType);
        }
    }
}
