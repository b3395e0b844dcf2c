package io.ringway.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One packet's way to the next thread: from the event loop to the shard, and from decryption to
 * ordering in both layouts. The fused hop is a call; it stands here as the measure of the others.
 *
 * <p>Threads need a processor each, else this measures the scheduler.
 */
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
public class RingBenchmark {

    /** Packets on their way before the last of them is waited for. */
    static final int PACKETS = 4_096;

    /** What an event loop reads, or a shard handles, between two wake-ups. */
    static final int BATCH = 16;

    /** A 20 ms Opus packet with RTP header and tag. */
    static final int PACKET_BYTES = 172;

    @Benchmark
    @OperationsPerInvocation(PACKETS)
    public long mediaRing(MediaRingHop hop) {
        return hop.carry();
    }

    @Benchmark
    @OperationsPerInvocation(PACKETS)
    public long fusedHop(FusedHop hop) {
        return hop.carry();
    }

    @Benchmark
    @OperationsPerInvocation(PACKETS)
    public long stagedHop(StagedHop hop) {
        return hop.carry();
    }
}
