package io.ringway.media;

/**
 * What the speech service wants of a session.
 *
 * @param encoding OPUS forwards packets as received, LINEAR16 decodes them
 * @param rateHz 8000, 16000, 24000 or 48000; the RTP clock (48000) when the encoding is OPUS
 * @param channels 1 or 2
 * @param voiceGated whether packets that say by themselves that nobody speaks are told as silence
 *     without being decoded; means nothing when the encoding is OPUS
 */
public record SpeechFormat(Encoding encoding, int rateHz, int channels, boolean voiceGated) {

    /** Payload encodings of a segment. */
    public enum Encoding {
        OPUS,
        LINEAR16
    }

    /** The speech services' most common wish: 16 kHz mono PCM. */
    public static final SpeechFormat LINEAR16_16K = new SpeechFormat(Encoding.LINEAR16, 16_000, 1);

    /** A format in which every packet is decoded. */
    public SpeechFormat(Encoding encoding, int rateHz, int channels) {
        this(encoding, rateHz, channels, false);
    }

    /** The same, voice-gated or not. */
    public SpeechFormat gated(boolean gated) {
        return new SpeechFormat(encoding, rateHz, channels, gated);
    }

    public SpeechFormat {
        boolean rateKnown =
                rateHz == 8_000 || rateHz == 16_000 || rateHz == 24_000 || rateHz == 48_000;
        if (!rateKnown) {
            throw new IllegalArgumentException(
                    "speech rate must be 8000, 16000, 24000 or 48000 Hz, got " + rateHz);
        }
        if (channels < 1 || channels > 2) {
            throw new IllegalArgumentException("speech channels must be 1 or 2, got " + channels);
        }
    }
}
