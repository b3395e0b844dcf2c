package io.ringway.bench.shard;

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
 * A packet's whole way through a shard, from the ring to a batch that the speech service takes or
 * to the queue of the socket it is sent by, on one thread; the sessions are visited in turn, so
 * that with many of them each finds its state cold.
 *
 * <p>What is sealed and waited for lies outside the time that counts. {@code -prof gc} counts what
 * all threads allocate, so where packets are sent also what Netty does for them on its own.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED"
        })
public class ShardBenchmark {

    @Param public ShardJob job = ShardJob.HYBRID_TO_16K;

    @Param({"1", "100", "2000"})
    public int sessions = 1;

    @Param("AEAD_AES_128_GCM")
    public SrtpProfile profile = SrtpProfile.AEAD_AES_128_GCM;

    private @Nullable DrivenShard driven;
    private @Nullable ConnectedLegs legs;
    private @Nullable PacketTraffic traffic;
    private long carried;

    @Setup(Level.Trial)
    public void connect() {
        driven = new DrivenShard();
        // A bridge needs two.
        int count = job.bridged() ? Math.max(2, sessions) : sessions;
        legs =
                new ConnectedLegs(
                        driven,
                        count,
                        profile,
                        job.forwarded(),
                        job == ShardJob.ECHO,
                        job.speech().toArray(Speech[]::new));
        if (job.bridged()) {
            legs.bridge();
        }
        traffic = new PacketTraffic(driven, legs, job.kind());
    }

    @TearDown(Level.Trial)
    public void disconnect() {
        DrivenShard shard = Objects.requireNonNull(driven);
        long done = shard.counters.total(job.done);
        Objects.requireNonNull(legs).close();
        shard.close();
        if (done != carried) {
            throw new IllegalStateException(
                    "of %d packets %d were counted as %s".formatted(carried, done, job.done));
        }
    }

    @Setup(Level.Invocation)
    public void seal() {
        Objects.requireNonNull(traffic).seal();
    }

    @TearDown(Level.Invocation)
    public void settle() {
        carried += PacketTraffic.PACKETS;
        if (job.sends()) {
            Objects.requireNonNull(driven).awaitSent();
        }
    }

    @Benchmark
    @OperationsPerInvocation(PacketTraffic.PACKETS)
    public long packet() {
        return Objects.requireNonNull(traffic).carry();
    }
}
