package io.ringway.bench;

import io.ringway.media.voice.Aggressiveness;
import io.ringway.media.voice.VoiceActivity;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Time to judge one frame of 20 ms; with {@code -prof gc} also the garbage, which is none. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1)
public class VoiceActivityBenchmark {

    /** Silence costs the spectrum only; a voice is also looked at for its period. */
    public enum Sound {
        ROOM_NOISE,
        VOICE
    }

    @Param({"8000", "16000"})
    public int rateHz = 8_000;

    @Param({"ROOM_NOISE", "VOICE"})
    public Sound sound = Sound.VOICE;

    private final short[] pcm = new short[64_000];
    private VoiceActivity detector = new VoiceActivity(8_000, Aggressiveness.NORMAL);
    private int at;

    @Setup(Level.Trial)
    public void setUp() {
        detector = new VoiceActivity(rateHz, Aggressiveness.NORMAL);
        Random random = new Random(1);
        double phase = 0;
        for (int i = 0; i < pcm.length; i++) {
            double seconds = (double) i / rateHz;
            phase += 2 * Math.PI * (130 + 40 * Math.sin(2 * Math.PI * 0.7 * seconds)) / rateHz;
            double syllable = 0.55 + 0.45 * Math.sin(6 * Math.PI * seconds);
            double voice = 4_000 * syllable * (Math.sin(phase) + Math.sin(3 * phase) / 2);
            double noise = 30 * random.nextGaussian();
            pcm[i] = (short) (sound == Sound.VOICE ? voice + noise : noise);
        }
    }

    @Benchmark
    public boolean frame() {
        int samples = rateHz / 50;
        at = at + 2 * samples > pcm.length ? 0 : at + samples;
        return detector.process(pcm, at, samples);
    }
}
