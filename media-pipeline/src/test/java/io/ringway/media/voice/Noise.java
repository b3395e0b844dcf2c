package io.ringway.media.voice;

import java.util.Random;

/** Sounds that are no speech, of a mean power of 1. */
enum Noise {
    WHITE,
    /** Falls by 3 dB an octave. */
    PINK,
    /** 50 Hz with harmonics, and a little hiss. */
    HUM;

    double[] of(int samples, int rateHz, long seed) {
        Random random = new Random(seed);
        double[] sound = new double[samples];
        double[] poles = {0.99765, 0.963, 0.57};
        double[] gains = {0.099046, 0.2965164, 1.0526913};
        double[] states = new double[poles.length];
        for (int i = 0; i < samples; i++) {
            double white = random.nextGaussian();
            sound[i] =
                    switch (this) {
                        case WHITE -> white;
                        case PINK -> 0.1848 * white + filtered(white, poles, gains, states);
                        case HUM -> harmonics((double) i / rateHz) + 0.02 * white;
                    };
        }
        return normalized(sound);
    }

    private static double filtered(double white, double[] poles, double[] gains, double[] states) {
        double sum = 0;
        for (int pole = 0; pole < poles.length; pole++) {
            states[pole] = poles[pole] * states[pole] + gains[pole] * white;
            sum += states[pole];
        }
        return sum;
    }

    private static double harmonics(double seconds) {
        double sum = 0;
        for (int harmonic = 1; harmonic <= 6; harmonic++) {
            sum += Math.sin(2 * Math.PI * 50 * harmonic * seconds + harmonic) / harmonic;
        }
        return sum;
    }

    private static double[] normalized(double[] sound) {
        double power = 0;
        for (double sample : sound) {
            power += sample * sample;
        }
        double scale = Math.sqrt(sound.length / power);
        for (int i = 0; i < sound.length; i++) {
            sound[i] *= scale;
        }
        return sound;
    }
}
