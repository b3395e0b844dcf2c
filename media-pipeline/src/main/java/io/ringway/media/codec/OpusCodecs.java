package io.ringway.media.codec;

import io.ringway.media.counters.CounterBlock;
import io.ringway.media.counters.Counters;

/**
 * Makes Opus decoders and encoders of one provider: the system's libopus where there is one, the
 * pure-Java Concentus otherwise. Thread: any; what it makes belongs to its owner's thread.
 */
public final class OpusCodecs {

    /** Which implementation to use. */
    public enum Provider {
        /** libopus when found, else Concentus. */
        AUTO,
        /** The system's library, by the foreign-function API. */
        LIBOPUS,
        /** Pure Java: slower, and it allocates. */
        CONCENTUS
    }

    /** What decodes speech (SILK and hybrid packets) to one channel at 8 or 16 kHz. */
    public enum Silk {
        /** A decoder of our own, of the SILK layer alone: the same sound for less. */
        OURS,
        /** The provider's, as everything else. */
        LIBRARY
    }

    /** Highest output rate at which a hybrid frame's CELT bands cannot be heard. */
    private static final int SPEECH_RATE_HZ = 16_000;

    private final boolean isNative;
    private final Silk silk;
    private final CounterBlock counters;

    private OpusCodecs(boolean isNative, Silk silk, CounterBlock counters) {
        this.isNative = isNative;
        this.silk = silk;
        this.counters = counters;
    }

    /** As {@link #of(Provider, Silk, CounterBlock)}, with a SILK decoder of our own, uncounted. */
    public static OpusCodecs of(Provider provider) {
        return of(provider, Silk.OURS);
    }

    /** As {@link #of(Provider, Silk, CounterBlock)}, uncounted. */
    public static OpusCodecs of(Provider provider, Silk silk) {
        return of(provider, silk, new Counters().shared());
    }

    /**
     * Chooses.
     *
     * @param counters shared by all threads; decoders count in it when they change
     * @throws IllegalStateException when libopus is demanded and not there
     */
    public static OpusCodecs of(Provider provider, Silk silk, CounterBlock counters) {
        return new OpusCodecs(isNative(provider), silk, counters);
    }

    private static boolean isNative(Provider provider) {
        boolean found = LibopusLibrary.lookup().isPresent();
        return switch (provider) {
            case CONCENTUS -> false;
            case AUTO -> found;
            case LIBOPUS -> {
                if (!found) {
                    throw new IllegalStateException(
                            "libopus not found (tried "
                                    + String.join(", ", LibopusLibrary.NAMES)
                                    + "); install it (Debian: apt-get install libopus0), or choose"
                                    + " the provider AUTO or CONCENTUS");
                }
                yield true;
            }
        };
    }

    /** Whether this is {@link Provider#LIBOPUS}; else {@link Provider#CONCENTUS}. */
    public Provider provider() {
        return isNative ? Provider.LIBOPUS : Provider.CONCENTUS;
    }

    /** What is in use, in one line for the log. */
    public String description() {
        return isNative
                ? "Opus by " + Libopus.version() + " (foreign functions, no allocation)"
                : "Opus by Concentus (pure Java; libopus would be faster and allocate nothing)";
    }

    /**
     * A new decoder.
     *
     * @param rateHz 8000, 16000, 24000 or 48000
     * @param channels 1 or 2; packets are mixed down or doubled to it
     */
    public OpusDecoder decoder(int rateHz, int channels) {
        requireOutput(rateHz, channels);
        boolean speech = silk == Silk.OURS && channels == 1 && rateHz <= SPEECH_RATE_HZ;
        return speech
                ? new SpeechFirstDecoder(rateHz, () -> library(rateHz, channels), counters)
                : library(rateHz, channels);
    }

    private OpusDecoder library(int rateHz, int channels) {
        return isNative
                ? new LibopusDecoder(rateHz, channels)
                : new ConcentusDecoder(rateHz, channels);
    }

    /** A new encoder. */
    public OpusEncoder encoder(OpusEncoderSettings settings) {
        return isNative ? new LibopusEncoder(settings) : new ConcentusEncoder(settings);
    }

    static boolean isOutputRate(int rateHz) {
        return rateHz == 8_000 || rateHz == 16_000 || rateHz == 24_000 || rateHz == 48_000;
    }

    static void requireOutput(int rateHz, int channels) {
        if (!isOutputRate(rateHz)) {
            throw new IllegalArgumentException(
                    "Opus decodes to 8000, 16000, 24000 or 48000 Hz, not " + rateHz);
        }
        if (channels < 1 || channels > 2) {
            throw new IllegalArgumentException("channels must be 1 or 2, got " + channels);
        }
    }
}
