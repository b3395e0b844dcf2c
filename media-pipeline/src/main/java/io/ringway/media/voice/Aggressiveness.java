package io.ringway.media.voice;

/**
 * What a {@link VoiceActivity} errs towards. All levels find the same voiced sounds; they differ in
 * how weak a sound may be, whether an unvoiced one alone counts, and how long speech is held after
 * its last sound.
 */
public enum Aggressiveness {
    /** Loses as little speech as possible: for cutting silence out of what is transcribed. */
    LOW(0.7f, 3, 5, 30),
    /** In between: for showing and counting who speaks. */
    NORMAL(1.0f, 3, 5, 20),
    /** Takes as little else for speech as possible: for interrupting what is played to a caller. */
    HIGH(1.4f, 4, Integer.MAX_VALUE, 15);

    /** Mean log-likelihood ratio of a band from which a hop is louder than the noise. */
    final float likelihoodThreshold;

    /** Voiced hops after which it is speech. */
    final int voicedHops;

    /** Hops in a row without a voiced one after which sound is taken for speech all the same. */
    final int unvoicedHops;

    /** Hops for which speech goes on after the last one that bore it. */
    final int hangoverHops;

    Aggressiveness(float likelihoodThreshold, int voicedHops, int unvoicedHops, int hangoverHops) {
        this.likelihoodThreshold = likelihoodThreshold;
        this.voicedHops = voicedHops;
        this.unvoicedHops = unvoicedHops;
        this.hangoverHops = hangoverHops;
    }

    /** For how long {@link VoiceActivity#active} outlasts speech, in milliseconds. */
    public int hangoverMs() {
        return 10 * hangoverHops;
    }
}
