package io.ringway.bench;

import io.ringway.media.rtp.AudioLevel;
import java.util.SplittableRandom;
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

/** Time to measure the level of a 20 ms frame. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class AudioLevelBenchmark {

    @Param({"8000", "16000", "48000"})
    public int rateHz = 48_000;

    private short[] pcm = {};

    @Setup(Level.Trial)
    public void setUp() {
        SplittableRandom random = new SplittableRandom(1);
        pcm = new short[rateHz / 50];
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] = (short) random.nextInt(-3_000, 3_000);
        }
    }

    @Benchmark
    public int ofPcm() {
        return AudioLevel.ofPcm(pcm, 0, pcm.length);
    }
}
