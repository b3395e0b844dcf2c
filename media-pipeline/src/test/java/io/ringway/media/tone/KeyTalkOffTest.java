package io.ringway.media.tone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.Vectors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nothing anybody says is a key. */
@Timeout(120)
class KeyTalkOffTest implements KeyDetector.Listener {

    private static final int DATA = 0x61746164;

    private final KeyDetector detector = new KeyDetector(this);
    private int keys;

    @Override
    public void onKeyDown(char key) {
        keys++;
    }

    @Override
    public void onKeyUp(char key, int durationMs) {}

    /** Every prompt and word there is, as it is and 12 dB louder and softer. */
    @Test
    void shouldHearNoKeyInSpeech() throws IOException {
        long samples = 0;
        for (Path file : files()) {
            short[] speech = narrow(file);
            for (double gain : new double[] {0.25, 1, 4}) {
                short[] louder = new short[speech.length];
                for (int i = 0; i < speech.length; i++) {
                    louder[i] = (short) Math.clamp(speech[i] * gain, -32_768, 32_767);
                }
                detector.onPcm(louder, 0, louder.length);
                detector.finish();
                samples += louder.length;
            }
            assertEquals(0, keys, file.getFileName() + " has keys");
        }
        assertTrue(samples > 8_000 * 60, "seconds heard: " + samples / 8_000);
    }

    /** Ten minutes of voices: harmonics of gliding pitches under gliding formants, some breath. */
    @Test
    void shouldHearNoKeyInVoices() {
        Random random = new Random(2_024);
        short[] frame = new short[160];
        double phase = 0;
        double pitch = 120;
        double formant = 700;
        double second = 1_400;
        for (int f = 0; f < 10 * 60 * 50; f++) {
            pitch = Math.clamp(pitch + random.nextGaussian() * 4, 70, 400);
            formant = Math.clamp(formant + random.nextGaussian() * 40, 250, 950);
            second = Math.clamp(second + random.nextGaussian() * 60, 900, 2_300);
            for (int i = 0; i < frame.length; i++) {
                phase += 2 * Math.PI * pitch / 8_000;
                double sample = 100 * random.nextGaussian();
                for (int harmonic = 1; harmonic * pitch < 3_600; harmonic++) {
                    double hz = harmonic * pitch;
                    double gain = peak(hz, formant, 110) + 0.6 * peak(hz, second, 160) + 0.04;
                    sample += 5_000 * gain * Math.sin(harmonic * phase);
                }
                frame[i] = (short) Math.clamp(Math.round(sample), -32_768, 32_767);
            }
            detector.onPcm(frame, 0, frame.length);
        }
        assertEquals(0, keys);
    }

    private static double peak(double hz, double centre, double width) {
        double off = (hz - centre) / width;
        return 1 / (1 + off * off);
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(Vectors.dir("speech"))) {
            return files.filter(file -> file.toString().endsWith(".wav")).sorted().toList();
        }
    }

    /** Of 8 or 48 kHz, 16 bits, mono; every sixth sample of the latter, aliases and all. */
    private static short[] narrow(Path file) throws IOException {
        ByteBuffer wav = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int rateHz = wav.getInt(24);
        int at = 12;
        while (wav.getInt(at) != DATA) {
            at += 8 + wav.getInt(at + 4);
        }
        int samples = Math.min(wav.getInt(at + 4), wav.capacity() - at - 8) / 2;
        int step = rateHz / 8_000;
        short[] pcm = new short[samples / step];
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] = wav.getShort(at + 8 + 2 * step * i);
        }
        return pcm;
    }
}
