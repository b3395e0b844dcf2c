package io.ringway.media.voice;

/**
 * Tells speech from silence, noise, clicks and telephone tones, every 10 ms.
 *
 * <p>A hop of 10 ms is <em>loud</em> when its power in sub-bands is more likely with speech than
 * with noise alone (J. Sohn et al., IEEE Signal Processing Letters 6(1), 1999), the noise being
 * followed by minimum statistics. Loud hops that repeat themselves at the period of a voice open
 * within 30 ms; others, which may be a fricative, only when they last 60 ms, so that a click or a
 * key does not. Tones never count. Loud sound that stays without voice or without change becomes
 * part of the noise. Thread: the owner's; nothing is allocated once built.
 */
public final class VoiceActivity {

    private static final float FIRST_FLOOR = 1e-6f;
    private static final float LEAST_FLOOR = 1e-8f;
    private static final float MAX_BAND_LIKELIHOOD = 14;
    private static final float DIGITAL_SILENCE = 1e-9f;

    private final SoundAnalysis sound;
    private final NoiseFloor floor;
    private final SpeechRun run;
    private final float threshold;
    private final int hopSamples;
    private float probability;

    /**
     * @param rateHz 8000 or 16000
     */
    public VoiceActivity(int rateHz, Aggressiveness level) {
        if (rateHz != 8_000 && rateHz != 16_000) {
            throw new IllegalArgumentException("rate must be 8000 or 16000 Hz, got " + rateHz);
        }
        this.sound = new SoundAnalysis(rateHz);
        this.floor = new NoiseFloor(sound.bandCount(), FIRST_FLOOR, LEAST_FLOOR);
        this.run = new SpeechRun(level);
        this.threshold = level.likelihoodThreshold;
        this.hopSamples = rateHz / 100;
    }

    /**
     * Judges the next frame.
     *
     * @param samples 10 or 20 ms
     * @return {@link #active}
     */
    public boolean process(short[] pcm, int from, int samples) {
        if (samples != hopSamples && samples != 2 * hopSamples) {
            throw new IllegalArgumentException(
                    "a frame has " + hopSamples + " or twice as many samples, got " + samples);
        }
        for (int hop = 0; hop < samples; hop += hopSamples) {
            hop(pcm, from + hop);
        }
        return run.active();
    }

    /** Whether the last frame's end is speech, or belongs to it by less than the hang-over. */
    public boolean active() {
        return run.active();
    }

    /** How sure it is that the last frame is speech, 0 to 1, smoothed over some 30 ms. */
    public float probability() {
        return probability;
    }

    /** Forgets everything, as for another talker in another room. */
    public void reset() {
        sound.reset();
        floor.reset();
        run.reset();
        probability = 0;
    }

    private void hop(short[] pcm, int from) {
        sound.next(pcm, from);
        if (sound.hopPower() < DIGITAL_SILENCE) {
            // A muted microphone tells nothing of the room it stands in.
            run.quiet();
            smooth(0);
            return;
        }
        float likelihood = likelihood();
        floor.update(sound.bandPowers());
        if (likelihood < threshold || sound.hopPower() < 2 * floorPower() || sound.tonal()) {
            run.quiet();
            smooth(0);
            return;
        }
        float periodicity = sound.periodicity();
        if (run.loud(periodicity > SpeechRun.VOICED, sound.hopPower())) {
            floor.forgetAllButLatest();
        }
        smooth(likelihood / (likelihood + 0.5f * threshold) * (0.6f + 0.4f * periodicity));
    }

    /** Mean log-likelihood ratio of the bands, where each one's speech power is its excess. */
    private float likelihood() {
        float[] powers = sound.bandPowers();
        float sum = 0;
        for (int band = 0; band < powers.length; band++) {
            float ratio = powers[band] / floor.of(band);
            if (ratio > 1) {
                sum += Math.min(MAX_BAND_LIKELIHOOD, ratio - 1 - (float) Math.log(ratio));
            }
        }
        return sum / powers.length;
    }

    private float floorPower() {
        float sum = 0;
        for (int band = 0; band < sound.bandCount(); band++) {
            sum += floor.of(band);
        }
        return sum;
    }

    private void smooth(float towards) {
        probability += 0.3f * (towards - probability);
    }
}
