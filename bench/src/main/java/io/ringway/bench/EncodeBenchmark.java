package io.ringway.bench;

import io.ringway.media.codec.OpusCodecs;
import io.ringway.media.codec.OpusEncoder;
import io.ringway.media.codec.OpusEncoderSettings;
import io.ringway.media.codec.OpusEncoderSettings.Application;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Time to encode one 20 ms frame as Opus; with {@code -prof gc} also the garbage. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED"
        })
public class EncodeBenchmark {

    /** SILK wideband from 16 kHz, or hybrid fullband at 24 kb/s from 48 kHz. */
    public enum Coding {
        SILK_16K(16_000, 20_000),
        HYBRID_24KBPS(48_000, 24_000);

        private final int rateHz;
        private final int bitrateBps;

        Coding(int rateHz, int bitrateBps) {
            this.rateHz = rateHz;
            this.bitrateBps = bitrateBps;
        }
    }

    @Param({"LIBOPUS", "CONCENTUS"})
    public OpusCodecs.Provider provider = OpusCodecs.Provider.LIBOPUS;

    @Param({"SILK_16K", "HYBRID_24KBPS"})
    public Coding coding = Coding.SILK_16K;

    @Param({"5", "9"})
    public int complexity = 5;

    /** With redundancy for 10 % loss, or without. */
    @Param({"false", "true"})
    public boolean inbandFec;

    private final UnsafeBuffer packet = new UnsafeBuffer(ByteBuffer.allocateDirect(1_500));
    private @Nullable SpokenFrames frames;
    private @Nullable OpusEncoder encoder;
    private int next;

    @Setup(Level.Trial)
    public void setUp() {
        frames = new SpokenFrames(coding.rateHz);
        encoder =
                OpusCodecs.of(provider)
                        .encoder(
                                new OpusEncoderSettings(
                                        coding.rateHz,
                                        1,
                                        coding.bitrateBps,
                                        complexity,
                                        Application.VOICE,
                                        inbandFec,
                                        inbandFec ? 10 : 0,
                                        false));
    }

    @TearDown(Level.Trial)
    public void tearDown() {
        Objects.requireNonNull(encoder).close();
    }

    @Benchmark
    public int encode() {
        SpokenFrames pcm = Objects.requireNonNull(frames);
        OpusEncoder subject = Objects.requireNonNull(encoder);
        return subject.encode(pcm.pcm(), pcm.offset(next++), pcm.samplesAFrame(), packet, 0, 1_500);
    }
}
