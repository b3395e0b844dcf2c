package io.ringway.bench.sound;

import java.util.Random;

/** Something with a voice's pitch, formants, syllables and pauses, the same for a seed. */
final class SyntheticVoice {

    private static final int RATE_HZ = Speech.RATE_HZ;
    private static final int SYLLABLE = RATE_HZ / 5;
    private static final double LOUDNESS = 2_500;

    private final Random random;
    private double phase;

    private SyntheticVoice(long seed) {
        this.random = new Random(seed);
    }

    static short[] of(long seed, int seconds) {
        double[] sound = new double[seconds * RATE_HZ];
        SyntheticVoice voice = new SyntheticVoice(seed);
        for (int start = 0; start + SYLLABLE <= sound.length; start += SYLLABLE) {
            int kind = voice.random.nextInt(6);
            if (kind == 0) {
                voice.hiss(sound, start);
            } else if (kind < 5) {
                voice.vowel(sound, start);
            }
        }
        return levelled(sound);
    }

    private void vowel(double[] sound, int start) {
        double pitchHz = 90 + 90 * random.nextDouble();
        double[] pulses = new double[SYLLABLE];
        for (int i = 0; i < SYLLABLE; i++) {
            phase += (pitchHz - 20.0 * i / SYLLABLE) / RATE_HZ;
            pulses[i] = phase >= 1 ? 1 : 0;
            phase -= Math.floor(phase);
        }
        resonate(sound, start, pulses, 300 + 500 * random.nextDouble(), 80);
        resonate(sound, start, pulses, 900 + 1_300 * random.nextDouble(), 120);
        resonate(sound, start, pulses, 2_300 + 900 * random.nextDouble(), 180);
    }

    private void hiss(double[] sound, int start) {
        double[] noise = new double[SYLLABLE];
        for (int i = 0; i < SYLLABLE; i++) {
            noise[i] = 0.03 * random.nextGaussian();
        }
        resonate(sound, start, noise, 2_500 + 3_000 * random.nextDouble(), 1_200);
    }

    /** A resonance of two poles whose sound comes and goes with the syllable. */
    private static void resonate(
            double[] sound, int start, double[] source, double hz, double widthHz) {
        double radius = Math.exp(-Math.PI * widthHz / RATE_HZ);
        double feedback = 2 * radius * Math.cos(2 * Math.PI * hz / RATE_HZ);
        double last = 0;
        double before = 0;
        for (int i = 0; i < SYLLABLE; i++) {
            double value = source[i] + feedback * last - radius * radius * before;
            before = last;
            last = value;
            sound[start + i] += value * Math.sin(Math.PI * i / SYLLABLE);
        }
    }

    private static short[] levelled(double[] sound) {
        double energy = 1e-9;
        for (double value : sound) {
            energy += value * value;
        }
        double gain = LOUDNESS / Math.sqrt(energy / sound.length);
        short[] pcm = new short[sound.length];
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] = (short) Math.clamp(Math.round(gain * sound[i]), -32_000, 32_000);
        }
        return pcm;
    }
}
