package io.ringway.media.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads WAV files whole. Thread: any that may wait for the disk. */
final class WavSound {

    private WavSound() {}

    static Sound read(Path file, SoundLimits limits) throws IOException {
        try (WavReader wav = WavReader.open(file)) {
            SoundFile.requireLength(wav.samples(), wav.rateHz(), limits);
            int samples = (int) wav.samples();
            short[] pcm = new short[samples * wav.channels()];
            int read = wav.read(pcm, samples);
            return new Sound(
                    Arrays.copyOf(pcm, read * wav.channels()), wav.rateHz(), wav.channels());
        }
    }
}
