package io.ringway.media.playout;

import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;

/** Sounds to recite, their packets, and measures of what became of them. */
final class Tones {

    private Tones() {}

    /** Whole periods, so that reciting it over and over has no seam. */
    static short[] sine(int rateHz, double hz, double amplitude) {
        short[] pcm = new short[rateHz];
        for (int i = 0; i < rateHz; i++) {
            pcm[i] = (short) Math.round(amplitude * Math.sin(2 * Math.PI * hz * i / rateHz));
        }
        return pcm;
    }

    /** Voice-like: harmonics of a gliding pitch in syllables and phrases, over faint noise. */
    static short[] voice(int rateHz, int seconds, long seed) {
        Random random = new Random(seed);
        short[] pcm = new short[rateHz * seconds];
        double phase = 0;
        for (int i = 0; i < pcm.length; i++) {
            double t = (double) i / rateHz;
            phase += 2 * Math.PI * (130 + 40 * Math.sin(2 * Math.PI * 0.7 * t)) / rateHz;
            double value = 0;
            for (int harmonic = 1; harmonic <= 20; harmonic++) {
                value += Math.sin(harmonic * phase) / harmonic;
            }
            double phrase = Math.clamp(2 * Math.sin(Math.PI * t) + 1, 0, 1);
            double syllable = 0.55 + 0.45 * Math.sin(2 * Math.PI * 3 * t);
            double sample = phrase * syllable * 5_000 * value + 25 * random.nextGaussian();
            pcm[i] = (short) Math.clamp(sample, -32_000, 32_000);
        }
        return pcm;
    }

    /** The packet that recites the n-th stretch of so many samples. */
    static byte[] packet(int n, int samples) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[RecitingDecoder.PACKET_BYTES]);
        RecitingDecoder.write(buffer, 0, (long) n * samples, samples);
        return buffer.byteArray();
    }

    /** Share of the energy that is not at a frequency, in dB, of a window of sound. */
    static double impurityDb(short[] pcm, int from, int samples, int rateHz, double hz) {
        double real = 0;
        double imaginary = 0;
        double energy = 0;
        double weight = 0;
        double squares = 0;
        for (int i = 0; i < samples; i++) {
            double window = 0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 0.5) / samples);
            double value = window * pcm[from + i];
            real += value * Math.cos(2 * Math.PI * hz * i / rateHz);
            imaginary += value * Math.sin(2 * Math.PI * hz * i / rateHz);
            energy += value * value;
            weight += window;
            squares += window * window;
        }
        double amplitude2 = 4 * (real * real + imaginary * imaginary) / (weight * weight);
        double tone = amplitude2 / 2 * squares;
        return 10 * Math.log10(Math.max(1e-9, Math.abs(energy - tone)) / Math.max(1, energy));
    }

    /** Largest second difference from one sample to another: a click stands out in it. */
    static double sharpest(short[] pcm, int from, int to) {
        double most = 0;
        for (int i = Math.max(2, from); i < to; i++) {
            most = Math.max(most, Math.abs(pcm[i] - 2.0 * pcm[i - 1] + pcm[i - 2]));
        }
        return most;
    }

    static double power(short[] pcm, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += (double) pcm[i] * pcm[i];
        }
        return sum / Math.max(1, to - from);
    }
}
