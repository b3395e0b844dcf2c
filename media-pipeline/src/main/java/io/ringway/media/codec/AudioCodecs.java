package io.ringway.media.codec;

import io.ringway.media.PayloadFormat;
import io.ringway.media.codec.OpusEncoderSettings.Application;

/**
 * Makes decoders and encoders of every audio codec. Thread: any; what it makes belongs to its
 * owner's thread.
 *
 * @param opus whose Opus to use
 */
public record AudioCodecs(OpusCodecs opus) {

    /** A codec of speech and sound. */
    public enum Kind {
        OPUS,
        /** G.711, µ law. */
        PCMU,
        /** G.711, A law. */
        PCMA,
        /** At 64 kb/s. */
        G722;

        /**
         * The kind of a negotiated codec.
         *
         * @throws IllegalArgumentException when it carries no speech
         */
        public static Kind of(PayloadFormat.Codec codec) {
            return switch (codec) {
                case OPUS -> OPUS;
                case PCMU -> PCMU;
                case PCMA -> PCMA;
                case G722 -> G722;
                case COMFORT_NOISE, RED, TELEPHONE_EVENT ->
                        throw new IllegalArgumentException(codec + " is no speech");
            };
        }
    }

    /** A new decoder of a negotiated codec; as {@link #decoder(Kind, int, int)}. */
    public AudioDecoder decoder(PayloadFormat.Codec codec, int rateHz, int channels) {
        return decoder(Kind.of(codec), rateHz, channels);
    }

    /**
     * A new decoder.
     *
     * @param rateHz of the output: 8000, 16000, 24000 or 48000
     * @param channels of the output, 1 or 2, whatever the packets carry
     */
    public AudioDecoder decoder(Kind kind, int rateHz, int channels) {
        return switch (kind) {
            case OPUS -> opus.decoder(rateHz, channels);
            case PCMU -> new G711Decoder(G711.MU_LAW, rateHz, channels);
            case PCMA -> new G711Decoder(G711.A_LAW, rateHz, channels);
            case G722 -> new G722Decoder(rateHz, channels);
        };
    }

    /**
     * A new encoder; Opus as {@link OpusEncoderSettings#VOICE} does it, else see {@link
     * #encoder(OpusEncoderSettings)}.
     *
     * @param rateHz of the input: 8000, 16000, 24000 or 48000
     * @param channels of the input, 1 or 2; all but Opus mix them down
     */
    public AudioEncoder encoder(Kind kind, int rateHz, int channels) {
        return switch (kind) {
            case OPUS -> encoder(voice(rateHz, channels));
            case PCMU -> new G711Encoder(G711.MU_LAW, rateHz, channels);
            case PCMA -> new G711Encoder(G711.A_LAW, rateHz, channels);
            case G722 -> new G722Encoder(rateHz, channels);
        };
    }

    /** A new Opus encoder. */
    public OpusEncoder encoder(OpusEncoderSettings settings) {
        return opus.encoder(settings);
    }

    private static OpusEncoderSettings voice(int rateHz, int channels) {
        OpusEncoderSettings voice = OpusEncoderSettings.VOICE;
        return new OpusEncoderSettings(
                rateHz,
                channels,
                voice.bitrateBps() * channels,
                voice.complexity(),
                Application.VOICE,
                voice.inbandFec(),
                voice.expectedLossPercent(),
                voice.dtx());
    }
}
