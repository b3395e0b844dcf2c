package io.ringway.media;

/**
 * One payload type of an audio section, as negotiated.
 *
 * @param payloadType 0 to 127
 * @param clockRateHz RTP clock rate
 * @param channels channels the remote side may send; for Opus 2 when it announced {@code
 *     sprop-stereo=1} or {@code stereo=1}
 * @param inbandFec Opus {@code useinbandfec=1}
 * @param sending what else the remote side asks of the Opus we send
 */
public record PayloadFormat(
        int payloadType,
        Codec codec,
        int clockRateHz,
        int channels,
        boolean inbandFec,
        SendingLimits sending) {

    /** Payload formats the pipeline knows. */
    public enum Codec {
        OPUS,
        /** G.711, µ law. */
        PCMU,
        /** G.711, A law. */
        PCMA,
        /** Its RTP clock runs at 8 kHz though its audio has 16 (RFC 3551 §4.5.2). */
        G722,
        /** RFC 3389: background noise in place of packets. */
        COMFORT_NOISE,
        /** RFC 2198: copies of earlier packets with each one. */
        RED,
        /** RFC 4733. */
        TELEPHONE_EVENT;

        /** Whether its packets are speech of a length of their own. */
        public boolean isSpeech() {
            return switch (this) {
                case OPUS, PCMU, PCMA, G722 -> true;
                case COMFORT_NOISE, RED, TELEPHONE_EVENT -> false;
            };
        }
    }

    public PayloadFormat {
        if (payloadType < 0 || payloadType > 127) {
            throw new IllegalArgumentException("payload type must be 0 to 127, got " + payloadType);
        }
    }

    /** A format nothing else is asked of. */
    public PayloadFormat(
            int payloadType, Codec codec, int clockRateHz, int channels, boolean inbandFec) {
        this(payloadType, codec, clockRateHz, channels, inbandFec, SendingLimits.NONE);
    }
}
