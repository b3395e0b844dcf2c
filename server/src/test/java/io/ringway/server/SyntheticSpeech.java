package io.ringway.server;

import java.util.SplittableRandom;

/**
 * Sound with the traits of speech that matter to codecs and to alignment: a gliding pitch through
 * changing formants, hissing consonants, short pauses, and no stretch like another. The same seed
 * makes the same sound.
 */
public final class SyntheticSpeech {

    private static final double SYLLABLE_SECONDS = 0.18;
    private static final double PEAK = 16_000;

    private final SplittableRandom random;
    private final int rateHz;
    private double phase;

    private SyntheticSpeech(long seed, int rateHz) {
        this.random = new SplittableRandom(seed);
        this.rateHz = rateHz;
    }

    /** Mono samples. */
    public static short[] of(long seed, int rateHz, double seconds) {
        return new SyntheticSpeech(seed, rateHz).speak((int) Math.round(seconds * rateHz));
    }

    private short[] speak(int length) {
        double[] sound = new double[length];
        int syllable = (int) (SYLLABLE_SECONDS * rateHz);
        for (int start = 0; start < length; start += syllable) {
            int end = Math.min(length, start + syllable);
            int kind = random.nextInt(6);
            if (kind == 0) {
                hiss(sound, start, end);
            } else if (kind < 5) {
                vowel(sound, start, end);
            }
        }
        return normalised(sound);
    }

    private void vowel(double[] sound, int start, int end) {
        double pitchHz = random.nextDouble(90, 180);
        double glideHz = random.nextDouble(-40, 40);
        double[] pulses = new double[end - start];
        for (int i = 0; i < pulses.length; i++) {
            phase += (pitchHz + glideHz * i / pulses.length) / rateHz;
            pulses[i] = random.nextDouble(-0.02, 0.02) + (phase >= 1 ? 1 : 0);
            phase -= phase >= 1 ? 1 : 0;
        }
        resonate(sound, start, pulses, random.nextDouble(300, 800), 80, 1);
        resonate(sound, start, pulses, random.nextDouble(900, 2_200), 120, 0.5);
        resonate(sound, start, pulses, random.nextDouble(2_300, 3_200), 180, 0.25);
    }

    private void hiss(double[] sound, int start, int end) {
        double[] noise = new double[end - start];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = random.nextDouble(-0.03, 0.03);
        }
        resonate(sound, start, noise, random.nextDouble(1_500, 3_000), 800, 1);
    }

    /** A resonance of two poles, shaped so that it comes and goes. */
    private void resonate(
            double[] sound, int start, double[] source, double hz, double widthHz, double gain) {
        double radius = Math.exp(-Math.PI * widthHz / rateHz);
        double feedback = 2 * radius * Math.cos(2 * Math.PI * hz / rateHz);
        double last = 0;
        double before = 0;
        for (int i = 0; i < source.length; i++) {
            double value = source[i] + feedback * last - radius * radius * before;
            before = last;
            last = value;
            sound[start + i] += gain * value * Math.sin(Math.PI * i / source.length);
        }
    }

    private static short[] normalised(double[] sound) {
        double highest = 1e-9;
        for (double value : sound) {
            highest = Math.max(highest, Math.abs(value));
        }
        short[] samples = new short[sound.length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) Math.round(sound[i] / highest * PEAK);
        }
        return samples;
    }
}
