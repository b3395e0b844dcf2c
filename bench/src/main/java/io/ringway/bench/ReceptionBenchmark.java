package io.ringway.bench;

import io.ringway.media.jitter.JitterBuffer;
import io.ringway.media.jitter.JitterSettings;
import io.ringway.media.jitter.JitterSink;
import io.ringway.media.jitter.PacketSlab;
import io.ringway.media.rtp.MediaPacket;
import io.ringway.media.rtp.ReceptionStatistics;
import io.ringway.media.rtp.RtpHeader;
import io.ringway.media.rtp.RtpSettings;
import io.ringway.media.rtp.RtpWriter;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A plain packet in a slot of the slab: its header written (which stands for decryption) and
 * parsed, counted for reports, put in order and handed on, over many streams in turn.
 */
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
public class ReceptionBenchmark {

    private static final int PACKET_BYTES = 72;
    private static final int CLOCK_HZ = 48_000;
    private static final int FRAME_TICKS = 960;
    private static final long FRAME_NS = 20_000_000;

    @Param({"1", "100", "2000"})
    public int sessions = 1;

    private final PacketSlab slab = new PacketSlab();
    private final RtpHeader header = new RtpHeader();
    private final MediaPacket packet = new MediaPacket();
    private final Released released = new Released();
    private JitterBuffer[] buffers = {};
    private ReceptionStatistics[] statistics = {};
    private int step;

    @Setup(Level.Trial)
    public void setUp() {
        buffers = new JitterBuffer[sessions];
        statistics = new ReceptionStatistics[sessions];
        for (int i = 0; i < sessions; i++) {
            buffers[i] = new JitterBuffer(slab, released, JitterSettings.DEFAULTS, CLOCK_HZ);
            statistics[i] = new ReceptionStatistics(i, CLOCK_HZ, RtpSettings.DEFAULTS);
        }
    }

    @TearDown(Level.Trial)
    public void tearDown() {
        slab.close();
    }

    @Benchmark
    public long inOrder() {
        int n = step++;
        int session = n % sessions;
        int sent = n / sessions;
        int slot = slab.take();
        int offset = slab.offset(slot);
        long rtpTimestamp = (long) sent * FRAME_TICKS & 0xFFFF_FFFFL;
        RtpWriter.writeHeader(
                slab.buffer(), offset, false, 111, sent & 0xFFFF, rtpTimestamp, session);
        if (header.wrap(slab.buffer(), offset, PACKET_BYTES) < 0) {
            throw new IllegalStateException("packet " + n + " was refused");
        }
        long arrivalNs = sent * FRAME_NS;
        statistics[session].onPacket(header.sequence(), header.timestamp(), arrivalNs);
        buffers[session].insert(slot, packet.wrap(header, slab.buffer(), 0, arrivalNs));
        return released.packets;
    }

    /** Counts what comes in order, and takes nothing else. */
    private static final class Released implements JitterSink {

        private long packets;

        @Override
        public void onPacket(MediaPacket packet) {
            packets++;
        }

        @Override
        public void onGap(long firstMissingSequence, int missing, MediaPacket next) {
            throw new IllegalStateException("nothing is missing");
        }

        @Override
        public void onLate(MediaPacket packet) {
            throw new IllegalStateException("nothing is late");
        }

        @Override
        public void onDiscontinuity() {
            throw new IllegalStateException("no stream restarts");
        }
    }
}
