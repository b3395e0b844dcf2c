package io.ringway.bench;

import io.ringway.media.tone.Tone;
import io.ringway.media.tone.TonePlan;
import io.ringway.media.tone.ToneSource;
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

/** Time to make a 20 ms frame of a tone of two sines: without a pause, and with its cadence. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ToneBenchmark {

    @Param({"8000", "48000"})
    public int rateHz = 48_000;

    private ToneSource dial = source(TonePlan.US.dial());
    private ToneSource ringback = source(TonePlan.US.ringback());
    private short[] frame = {};

    @Setup(Level.Trial)
    public void setUp() {
        dial = source(TonePlan.US.dial());
        ringback = source(TonePlan.US.ringback());
        frame = new short[rateHz / 50];
    }

    @Benchmark
    public boolean continuous() {
        return dial.read(frame, frame.length, 0);
    }

    @Benchmark
    public boolean withCadence() {
        return ringback.read(frame, frame.length, 0);
    }

    private ToneSource source(Tone tone) {
        return new ToneSource(tone, rateHz);
    }
}
