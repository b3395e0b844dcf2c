package io.ringway.bench;

import io.ringway.bench.OpusDecodeBenchmark.Coding;
import io.ringway.media.codec.silk.SilkDecoder;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
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
import org.openjdk.jmh.annotations.Warmup;

/** Time to decode the SILK layer of a 20 ms packet; beside {@link OpusDecodeBenchmark}. */
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
public class SilkDecodeBenchmark {

    @Param({"SILK_16K", "HYBRID_24KBPS"})
    public Coding coding = Coding.SILK_16K;

    @Param({"8000", "16000"})
    public int rateHz = 16_000;

    /** Decoders in turn. */
    @Param({"1", "100", "2000"})
    public int sessions = 1;

    private final UnsafeBuffer pcm = new UnsafeBuffer(ByteBuffer.allocateDirect(640));
    private @Nullable EncodedVoice voice;
    private SilkDecoder[] decoders = {};
    private int next;

    @Setup(Level.Trial)
    public void setUp() {
        voice = new EncodedVoice(coding.settings());
        decoders = new SilkDecoder[sessions];
        for (int i = 0; i < sessions; i++) {
            decoders[i] = new SilkDecoder(rateHz);
        }
    }

    @Benchmark
    public int decode() {
        int n = next++;
        DirectBuffer packet = Objects.requireNonNull(voice).packet(n / sessions);
        SilkDecoder decoder = decoders[n % sessions];
        int samples = decoder.decode(packet, 0, packet.capacity(), pcm, 0, rateHz / 50);
        if (samples < 0) {
            throw new IllegalStateException("packet " + n / sessions + " is unsuited");
        }
        return samples;
    }
}
