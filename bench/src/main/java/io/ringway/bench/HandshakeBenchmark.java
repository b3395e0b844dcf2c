package io.ringway.bench;

import io.ringway.media.counters.Counters;
import io.ringway.media.dtls.DtlsEngine;
import io.ringway.media.dtls.DtlsIdentity;
import io.ringway.media.dtls.DtlsSettings;
import io.ringway.media.srtp.CryptoProvider;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A DTLS-SRTP handshake, client and server, joined in memory: each side on a virtual thread of its
 * own, as a leg has it. What the other side of a real call computes is in it, what the network does
 * is not.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
            // Both sides are computed one after the other anyway.
            "-Djdk.virtualThreadScheduler.parallelism=1"
        })
public class HandshakeBenchmark {

    @Param({"LIBCRYPTO", "JCA"})
    public CryptoProvider provider = CryptoProvider.LIBCRYPTO;

    private @Nullable DtlsEngine engine;

    @Setup(Level.Trial)
    public void open() {
        SecureRandom random = new SecureRandom();
        engine =
                new DtlsEngine(
                        DtlsSettings.defaults(),
                        DtlsIdentity.create(random, Instant.now()),
                        provider,
                        random,
                        new Counters());
    }

    @TearDown(Level.Trial)
    public void close() {
        Objects.requireNonNull(engine).close();
    }

    /** From the first flight to close_notify. */
    @Benchmark
    public Duration handshake() {
        return Objects.requireNonNull(engine).warmUp();
    }
}
