package io.ringway.server.training;

import io.ringway.server.speech.WavFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * What callers say: syllables of a buzz of 120 Hz with pauses between, which coders take for a
 * voice and detectors for somebody who speaks and ceases.
 */
public final class TrainingSound {

    /** Samples a second. */
    public static final int RATE_HZ = 48_000;

    private static final int PITCH_HZ = 120;
    private static final int HARMONICS = 24;
    private static final int SYLLABLE = RATE_HZ / 4;
    private static final int SYLLABLES_A_PAUSE = 6;
    private static final double LEVEL = 3_000;

    private TrainingSound() {}

    /** Writes a WAV file of that length. */
    static void write(Path file, int seconds) throws IOException {
        ByteBuffer second = ByteBuffer.allocate(RATE_HZ * Short.BYTES);
        second.order(ByteOrder.LITTLE_ENDIAN);
        try (WavFile wav = WavFile.create(file, RATE_HZ, 1)) {
            for (int n = 0; n < seconds; n++) {
                second.clear();
                for (int i = 0; i < RATE_HZ; i++) {
                    second.putShort(sample(n * RATE_HZ + i));
                }
                wav.append(second.flip());
            }
        }
    }

    /** The sample with that number. */
    public static short sample(int n) {
        if (n / SYLLABLE % SYLLABLES_A_PAUSE == SYLLABLES_A_PAUSE - 1) {
            return 0;
        }
        double phase = 2 * Math.PI * PITCH_HZ * (n % RATE_HZ) / RATE_HZ;
        double sum = 0;
        for (int harmonic = 1; harmonic <= HARMONICS; harmonic++) {
            sum += Math.sin(harmonic * phase) / harmonic;
        }
        double swell = Math.sin(Math.PI * (n % SYLLABLE) / SYLLABLE);
        return (short) Math.round(LEVEL * swell * sum);
    }
}
