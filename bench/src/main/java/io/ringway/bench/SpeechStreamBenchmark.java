package io.ringway.bench;

import io.ringway.media.SpeechFormat;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.Counters;
import io.ringway.media.segment.BatchSettings;
import io.ringway.media.segment.ForwarderSettings;
import io.ringway.media.segment.GrpcForwarder;
import io.ringway.media.segment.SegmentBatcher;
import io.ringway.media.segment.SegmentCredit;
import io.ringway.media.segment.SegmentTrack;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
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
 * What comes after {@link SegmentBatchBenchmark}: a packet's sound from the shard through the
 * forwarder and gRPC to a service on loopback. Up to four batches are under way at once, so the
 * time a packet is that of the slowest of four threads: this one, the forwarder's, the connection's
 * and the service's. With fewer processors than that they also wait for each other.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED"
        })
public class SpeechStreamBenchmark {

    private static final int PACKETS = 50;
    private static final int SAMPLES = 320;
    private static final int UNDER_WAY = 4 * PACKETS;
    private static final long CONNECT_NS = TimeUnit.SECONDS.toNanos(10);

    /** 80: an Opus packet; 640: 20 ms of 16 kHz PCM. */
    @Param({"80", "640"})
    public int payloadBytes;

    @Param({"1", "100", "2000"})
    public int sessions = 1;

    private final Counters counters = new Counters();
    private final UnsafeBuffer payload = new UnsafeBuffer(ByteBuffer.allocateDirect(2 * SAMPLES));
    private final SegmentBatcher batcher =
            new SegmentBatcher(BatchSettings.DEFAULTS, counters.newBlock("shard"));
    private SegmentTrack[] tracks = {};
    private @Nullable DiscardingSpeechService service;
    private @Nullable GrpcForwarder forwarder;
    private long given;
    private int turn;

    /** Makes the calls and connects. */
    @Setup(Level.Trial)
    public void connect() throws IOException {
        tracks = new SegmentTrack[sessions];
        for (int i = 0; i < sessions; i++) {
            String sessionId = "3f2b8c1e-0000-4000-8000-" + (100_000_000_000L + i);
            tracks[i] =
                    new SegmentTrack(sessionId, 0, SpeechFormat.LINEAR16_16K, new SegmentCredit());
        }
        service = DiscardingSpeechService.start();
        forwarder =
                new GrpcForwarder(
                        ForwarderSettings.of(
                                "bench", new ForwarderSettings.Target("127.0.0.1", service.port())),
                        0,
                        batcher.lane(),
                        counters.newBlock("forwarder"),
                        request -> Optional.empty(),
                        0);
        forwarder.start();
        long deadlineNs = System.nanoTime() + CONNECT_NS;
        while (!forwarder.connected()) {
            if (System.nanoTime() - deadlineNs > 0) {
                throw new IllegalStateException("the service was not reached");
            }
            Thread.onSpinWait();
        }
    }

    /** Ends all, and fails if anything was dropped, as that cost less than sending it. */
    @TearDown(Level.Trial)
    public void disconnect() {
        long dropped = dropped();
        Objects.requireNonNull(forwarder).close();
        Objects.requireNonNull(service).close();
        batcher.close();
        if (dropped > 0) {
            throw new IllegalStateException(
                    "%d of %d packets were dropped".formatted(dropped, given));
        }
    }

    /** Packets of calls in turn, and the end of their batch, as soon as there is room for it. */
    @Benchmark
    @OperationsPerInvocation(PACKETS)
    public void packetToService() {
        long nowNs = System.nanoTime();
        for (int i = 0; i < PACKETS; i++) {
            turn = turn + 1 < sessions ? turn + 1 : 0;
            batcher.claim(tracks[turn], payloadBytes, nowNs);
            batcher.buffer().putBytes(batcher.offset(), payload, 0, payloadBytes);
            batcher.commit(payloadBytes, SAMPLES, nowNs, nowNs, 0);
        }
        given += PACKETS;
        batcher.endOfBatch(nowNs);
        while (given - counters.total(Counter.SEGMENTS_FORWARDED) - dropped() >= UNDER_WAY) {
            Thread.onSpinWait();
            batcher.poll(nowNs);
        }
    }

    private long dropped() {
        return counters.total(Counter.DROP_SEGMENT_QUEUE)
                + counters.total(Counter.DROP_SEGMENT_NO_TARGET)
                + counters.total(Counter.DROP_SEGMENT_CREDIT);
    }
}
