package io.ringway.server.system;

import io.ringway.server.SyntheticSpeech;
import io.ringway.server.WavSamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What callers say: spoken words where there are recordings of them beside the project, else sound
 * made in code with the traits of speech. Mono, 48 kHz, a few seconds.
 */
final class TestSpeech {

    static final int RATE_HZ = 48_000;
    static final int SPEECH_RATE_HZ = 16_000;

    /** Silence in front: what a microphone takes to open is not part of what is measured. */
    private static final int LEAD_SAMPLES = RATE_HZ / 5;

    private static final List<String> WORDS = List.of("Front_Center.wav", "Side_Right.wav");
    private static final int DECIMATION = RATE_HZ / SPEECH_RATE_HZ;
    private static final int HALF_TAPS = 48;
    private static final double CUTOFF_HZ = 7_500;

    private final short[] samples;

    private TestSpeech(short[] samples) {
        this.samples = samples;
    }

    static TestSpeech load() throws IOException {
        Path folder = vectors().resolve("speech");
        if (!WORDS.stream().allMatch(word -> Files.isReadable(folder.resolve(word)))) {
            return new TestSpeech(SyntheticSpeech.of(7, RATE_HZ, 3));
        }
        short[] spoken = {};
        for (String word : WORDS) {
            short[] samples = WavSamples.read(folder.resolve(word)).samples();
            spoken = Arrays.copyOf(spoken, spoken.length + samples.length);
            System.arraycopy(samples, 0, spoken, spoken.length - samples.length, samples.length);
        }
        return new TestSpeech(spoken);
    }

    private static Path vectors() {
        String override = System.getenv("RINGWAY_VECTORS");
        return override == null || override.isEmpty()
                ? Path.of(System.getProperty("ringway.root", "."), "../shared/vectors")
                : Path.of(override);
    }

    /** Packets of 20 ms that hold all of it. */
    int packets() {
        return (LEAD_SAMPLES + samples.length) / (RATE_HZ / 50) + 1;
    }

    /** Writes it, after a short silence, for a caller to say. */
    Path write(Path file) throws IOException {
        short[] led = new short[LEAD_SAMPLES + samples.length];
        System.arraycopy(samples, 0, led, LEAD_SAMPLES, samples.length);
        new WavSamples(RATE_HZ, 1, led).write(file);
        return file;
    }

    /** As the speech service ought to hear it. */
    short[] at16k() {
        return at16k(samples);
    }

    /** Every third sample of what passes a windowed-sinc low-pass filter. */
    static short[] at16k(short[] samples48k) {
        double[] taps = lowPass();
        short[] decimated = new short[samples48k.length / DECIMATION];
        for (int n = 0; n < decimated.length; n++) {
            double sum = 0;
            for (int k = -HALF_TAPS; k <= HALF_TAPS; k++) {
                int at = n * DECIMATION + k;
                sum += at < 0 || at >= samples48k.length ? 0 : taps[k + HALF_TAPS] * samples48k[at];
            }
            decimated[n] = (short) Math.clamp(Math.round(sum), Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return decimated;
    }

    private static double[] lowPass() {
        double[] taps = new double[2 * HALF_TAPS + 1];
        for (int k = -HALF_TAPS; k <= HALF_TAPS; k++) {
            double angle = 2 * Math.PI * CUTOFF_HZ / RATE_HZ * k;
            double ideal = k == 0 ? 2 * CUTOFF_HZ / RATE_HZ : Math.sin(angle) / (Math.PI * k);
            taps[k + HALF_TAPS] =
                    ideal * (0.5 + 0.5 * Math.cos(Math.PI * k / (HALF_TAPS + 1)));
        }
        return taps;
    }
}
