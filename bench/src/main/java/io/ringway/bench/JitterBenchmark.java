package io.ringway.bench;

import io.ringway.media.jitter.JitterBuffer;
import io.ringway.media.jitter.JitterSettings;
import io.ringway.media.jitter.JitterSink;
import io.ringway.media.jitter.PacketSlab;
import io.ringway.media.rtp.MediaPacket;
import java.util.concurrent.TimeUnit;
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

/** Time to take a slot, insert a packet and see it released, over many streams in turn. */
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
public class JitterBenchmark {

    private static final long FRAME_NS = 20_000_000;
    private static final int FRAME_TICKS = 960;

    @Param({"1", "100", "2000"})
    public int sessions = 1;

    private final PacketSlab slab = new PacketSlab();
    private JitterBuffer[] buffers = {};
    private final MediaPacket packet = new MediaPacket();
    private final CountingSink sink = new CountingSink();
    private int step;

    @Setup(Level.Trial)
    public void setUp() {
        buffers = new JitterBuffer[sessions];
        for (int i = 0; i < sessions; i++) {
            buffers[i] = new JitterBuffer(slab, sink, JitterSettings.DEFAULTS, 48_000);
        }
        step = 0;
    }

    @TearDown(Level.Trial)
    public void tearDown() {
        slab.close();
    }

    @Benchmark
    public long inOrder() {
        int n = step++;
        insert(buffers[n % sessions], n / sessions);
        return sink.packets;
    }

    /** Every pair of packets arrives swapped. */
    @Benchmark
    @OperationsPerInvocation(2)
    public long reordered() {
        int n = step++;
        JitterBuffer buffer = buffers[n % sessions];
        int pair = n / sessions * 2;
        insert(buffer, pair + 1);
        insert(buffer, pair);
        return sink.packets;
    }

    private void insert(JitterBuffer buffer, int n) {
        int slot = slab.take();
        packet.payload(slab.buffer(), slab.offset(slot) + 12, 60)
                .position(n & 0xFFFF, (long) n * FRAME_TICKS & 0xFFFF_FFFFL)
                .type(111, false)
                .times(n * FRAME_NS, 0);
        buffer.insert(slot, packet);
    }

    /** Takes what comes. */
    private static final class CountingSink implements JitterSink {

        private long packets;

        @Override
        public void onPacket(MediaPacket packet) {
            packets += packet.payloadLength();
        }

        @Override
        public void onGap(long firstMissingSequence, int missing, MediaPacket next) {
            packets += missing;
        }

        @Override
        public void onLate(MediaPacket packet) {
            throw new IllegalStateException("the benchmark's packets come in time");
        }

        @Override
        public void onDiscontinuity() {
            throw new IllegalStateException("the benchmark's streams never restart");
        }
    }
}
