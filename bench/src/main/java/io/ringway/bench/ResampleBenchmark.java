package io.ringway.bench;

import io.ringway.media.codec.Resampler;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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

/** Time to resample 20 ms of one channel; with {@code -prof gc} also the garbage. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ResampleBenchmark {

    @Param({"8000", "16000", "24000", "48000"})
    public int inRateHz = 8_000;

    @Param({"8000", "16000", "24000", "48000"})
    public int outRateHz = 48_000;

    private short[] in = new short[0];
    private short[] out = new short[0];
    private @Nullable Resampler resampler;

    @Setup(Level.Trial)
    public void setUp() {
        resampler = new Resampler(inRateHz, outRateHz, 1);
        in = new short[inRateHz / 50];
        out = new short[outRateHz / 50];
        Random random = new Random(1);
        for (int i = 0; i < in.length; i++) {
            in[i] = (short) (4_000 * random.nextGaussian());
        }
    }

    @Benchmark
    public int resample() {
        return Objects.requireNonNull(resampler).process(in, 0, in.length, out, 0);
    }
}
