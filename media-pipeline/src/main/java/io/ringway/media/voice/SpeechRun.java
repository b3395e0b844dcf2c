package io.ringway.media.voice;

/** Makes stretches of speech out of single hops: onset, hang-over, and what cannot be speech. */
final class SpeechRun {

    /** Correlation from which a hop is voiced. */
    static final float VOICED = 0.6f;

    private static final int MOST_VOICED = 6;

    /** Speech has a voiced sound at least so often. */
    private static final int MAX_UNVOICED_HOPS = 40;

    /** No speaker keeps the level within 1.5 dB for so long. */
    private static final int MAX_STEADY_HOPS = 30;

    /** So long after the start every noise is new, and only a voiced sound opens. */
    private static final int LEARNING_HOPS = 100;

    private static final float STEADY = 1.41f;

    private final int voicedToOpen;
    private final int unvoicedToOpen;
    private final int hangoverHops;
    private boolean active;
    private int voicedHops;
    private int loudHops;
    private int sinceVoiced;
    private int remaining;
    private int steadyHops;
    private int learnedHops;
    private float level;

    SpeechRun(Aggressiveness aggressiveness) {
        this.voicedToOpen = aggressiveness.voicedHops;
        this.unvoicedToOpen = aggressiveness.unvoicedHops;
        this.hangoverHops = aggressiveness.hangoverHops;
    }

    boolean active() {
        return active;
    }

    /** Takes a hop without sound, or with sound that cannot be speech. */
    void quiet() {
        learn();
        voicedHops = Math.max(0, voicedHops - 1);
        loudHops = 0;
        steadyHops = 0;
        active &= --remaining > 0;
    }

    /**
     * Takes a hop with sound that may be speech.
     *
     * @return true when the sound turned out to be noise; it starts from nothing then
     */
    boolean loud(boolean voiced, float power) {
        learn();
        voicedHops = voiced ? Math.min(MOST_VOICED, voicedHops + 1) : Math.max(0, voicedHops - 1);
        sinceVoiced = voiced ? 0 : sinceVoiced + 1;
        loudHops++;
        if (isSteady(power) || sinceVoiced > MAX_UNVOICED_HOPS) {
            forget();
            return true;
        }
        if (active || voicedHops >= voicedToOpen || lastsUnvoiced()) {
            active = true;
            remaining = hangoverHops;
        }
        return false;
    }

    void reset() {
        forget();
        learnedHops = 0;
    }

    private void forget() {
        active = false;
        voicedHops = 0;
        loudHops = 0;
        sinceVoiced = 0;
        remaining = 0;
        steadyHops = 0;
        level = 0;
    }

    private void learn() {
        learnedHops = Math.min(LEARNING_HOPS, learnedHops + 1);
    }

    private boolean lastsUnvoiced() {
        return loudHops >= unvoicedToOpen && learnedHops == LEARNING_HOPS;
    }

    private boolean isSteady(float power) {
        if (power > level * STEADY || power < level / STEADY) {
            level = power;
            steadyHops = 0;
        }
        return ++steadyHops > MAX_STEADY_HOPS;
    }
}
