package io.ringway.bench;

import io.ringway.media.codec.OpusCodecs;
import io.ringway.media.srtp.CryptoProvider;
import io.ringway.media.srtp.SrtpProfile;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One packet of 20 ms from SRTP to its place in a batch of 16 kHz PCM, on one thread: opened,
 * ordered, decoded, batched. No socket, no echo, and nobody takes the batches. With {@code -prof
 * gc} also the garbage.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED"
        })
public class WalkBenchmark {

    /** Who computes. */
    public enum Providers {
        /** libcrypto and libopus. */
        NATIVE(CryptoProvider.LIBCRYPTO, OpusCodecs.Provider.LIBOPUS),
        /** javax.crypto and Concentus. */
        JAVA(CryptoProvider.JCA, OpusCodecs.Provider.CONCENTUS);

        final CryptoProvider crypto;
        final OpusCodecs.Provider opus;

        Providers(CryptoProvider crypto, OpusCodecs.Provider opus) {
            this.crypto = crypto;
            this.opus = opus;
        }
    }

    @Param({"NATIVE", "JAVA"})
    public Providers providers = Providers.NATIVE;

    @Param({"AES128_CM_HMAC_SHA1_80", "AEAD_AES_128_GCM"})
    public SrtpProfile profile = SrtpProfile.AEAD_AES_128_GCM;

    @Param({"SILK_16K", "HYBRID_24KBPS"})
    public OpusDecodeBenchmark.Coding coding = OpusDecodeBenchmark.Coding.SILK_16K;

    private @Nullable PacketWalk walk;

    @Setup(Level.Trial)
    public void setUp() {
        walk = new PacketWalk(providers, profile, new EncodedVoice(coding.settings()));
    }

    @TearDown(Level.Trial)
    public void tearDown() {
        Objects.requireNonNull(walk).close();
    }

    /** A packet opens once only, so every invocation is a new stream of the same packets. */
    @Setup(Level.Invocation)
    public void openStream() {
        Objects.requireNonNull(walk).openStream();
    }

    @TearDown(Level.Invocation)
    public void closeStream() {
        Objects.requireNonNull(walk).closeStream();
    }

    @Benchmark
    @OperationsPerInvocation(PacketWalk.PACKETS)
    public long packet() {
        return Objects.requireNonNull(walk).run();
    }
}
