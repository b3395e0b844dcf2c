package io.ringway.server.system;

import io.ringway.server.SyntheticSpeech;
import io.ringway.server.WavSamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What callers say: a spoken prompt where there is one beside the project, else sound made in code
 * with the traits of speech. Mono, of a telephone's bandwidth, three seconds and some.
 *
 * @param samples at {@link #RATE_HZ}
 */
public record TestSpeech(short[] samples) {

    public static final int RATE_HZ = 8_000;

    /** Rate the speech service hears at. */
    public static final int HEARD_RATE_HZ = 16_000;

    /** Silence in front: what a microphone takes to open is no part of what is measured. */
    private static final int LEAD_SAMPLES = RATE_HZ / 5;

    private static final int PACKETS_PER_SECOND = 50;
    private static final String PROMPT = "speech/agent-newlocation.wav";

    /**
     * Share of each sample taken off the next. Opus as browsers use it turns the phase of what lies
     * below 300 Hz by a high-pass filter of its own, which a comparison of wave forms would take
     * for damage; so this speech has little there.
     */
    private static final double EMPHASIS = 0.8;

    private static final double PEAK = 16_000;
    private static final int HALF_TAPS = 24;

    public static TestSpeech load() throws IOException {
        Path prompt = vectors().resolve(PROMPT);
        return new TestSpeech(
                emphasised(
                        Files.isReadable(prompt)
                                ? WavSamples.read(prompt).samples()
                                : SyntheticSpeech.of(7, RATE_HZ, 3)));
    }

    private static Path vectors() {
        String override = System.getenv("RINGWAY_VECTORS");
        return override == null || override.isEmpty()
                ? Path.of(System.getProperty("ringway.root", "."), "../shared/vectors")
                : Path.of(override);
    }

    private static short[] emphasised(short[] samples) {
        double[] sharp = new double[samples.length];
        double peak = 1;
        for (int n = 0; n < samples.length; n++) {
            sharp[n] = samples[n] - (n == 0 ? 0 : EMPHASIS * samples[n - 1]);
            peak = Math.max(peak, Math.abs(sharp[n]));
        }
        short[] emphasised = new short[samples.length];
        for (int n = 0; n < samples.length; n++) {
            emphasised[n] = (short) Math.round(PEAK * sharp[n] / peak);
        }
        return emphasised;
    }

    /** The same from its end to its beginning: as loud and as long, but nothing like it. */
    public TestSpeech backwards() {
        short[] turned = new short[samples.length];
        for (int n = 0; n < turned.length; n++) {
            turned[n] = samples[samples.length - 1 - n];
        }
        return new TestSpeech(turned);
    }

    /** Its first two seconds. */
    public TestSpeech beginning() {
        return new TestSpeech(Arrays.copyOf(samples, 2 * RATE_HZ));
    }

    /** Packets of 20 ms that hold all of it. */
    public int packets() {
        return (LEAD_SAMPLES + samples.length) * PACKETS_PER_SECOND / RATE_HZ + 1;
    }

    /** Writes it, after a short silence, for a caller to say. */
    public Path write(Path file) throws IOException {
        short[] led = new short[LEAD_SAMPLES + samples.length];
        System.arraycopy(samples, 0, led, LEAD_SAMPLES, samples.length);
        new WavSamples(RATE_HZ, 1, led).write(file);
        return file;
    }

    /** As the speech service ought to hear it: between any two samples one by a windowed sinc. */
    public short[] asHeard() {
        short[] doubled = new short[2 * samples.length];
        for (int n = 0; n < samples.length; n++) {
            double between = 0;
            for (int k = 1 - HALF_TAPS; k <= HALF_TAPS; k++) {
                double distance = k - 0.5;
                double window = 0.5 + 0.5 * Math.cos(Math.PI * distance / HALF_TAPS);
                double sinc = Math.sin(Math.PI * distance) / (Math.PI * distance);
                boolean inside = n + k >= 0 && n + k < samples.length;
                between += inside ? samples[n + k] * sinc * window : 0;
            }
            doubled[2 * n] = samples[n];
            doubled[2 * n + 1] =
                    (short) Math.clamp(Math.round(between), Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return doubled;
    }
}
