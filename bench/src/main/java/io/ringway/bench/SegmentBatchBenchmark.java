package io.ringway.bench;

import io.ringway.media.SpeechFormat;
import io.ringway.media.counters.Counters;
import io.ringway.media.segment.BatchSettings;
import io.ringway.media.segment.SegmentBatcher;
import io.ringway.media.segment.SegmentCredit;
import io.ringway.media.segment.SegmentTrack;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
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
 * From a payload to its place in an encoded batch: what one packet costs a shard at the gRPC end.
 *
 * <p>Each invocation is one ring batch: packets of the next calls in turn, then the flush. Nobody
 * takes the batches, so that the oldest is dropped for each new one: what is measured is the
 * shard's work with its dearest way of getting a free batch, and none of gRPC's.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "--sun-misc-unsafe-memory-access=allow",
            "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED"
        })
public class SegmentBatchBenchmark {

    private static final int PACKETS = 50;
    private static final int SAMPLES = 320;

    /** 80: an Opus packet; 640: 20 ms of 16 kHz PCM. */
    @Param({"80", "640"})
    public int payloadBytes;

    @Param({"1", "100", "2000"})
    public int sessions = 1;

    private SegmentTrack[] tracks = {};
    private final UnsafeBuffer payload = new UnsafeBuffer(ByteBuffer.allocateDirect(2 * SAMPLES));
    private final SegmentBatcher batcher =
            new SegmentBatcher(fewBatches(), new Counters().newBlock("shard"));
    private long nowNs;
    private int turn;

    /** Makes the calls. */
    @Setup
    public void setUp() {
        tracks = new SegmentTrack[sessions];
        for (int i = 0; i < sessions; i++) {
            String sessionId = "3f2b8c1e-0000-4000-8000-" + (100_000_000_000L + i);
            SpeechFormat format = SpeechFormat.LINEAR16_16K;
            tracks[i] = new SegmentTrack(sessionId, 0, format, new SegmentCredit());
        }
    }

    /** So few that they stay in the processor's cache. */
    private static BatchSettings fewBatches() {
        BatchSettings all = BatchSettings.DEFAULTS;
        return new BatchSettings(
                all.batchBytes(),
                16,
                all.maxSegments(),
                all.inFlightBatches(),
                all.flushAgeNs(),
                true,
                all.maxQueueAgeNs(),
                all.eventQueueCapacity());
    }

    /** Frees the batches. */
    @TearDown
    public void tearDown() {
        batcher.close();
    }

    /** Packets of calls in turn, then the end of the ring batch. */
    @Benchmark
    @OperationsPerInvocation(PACKETS)
    public void packetToBatch() {
        nowNs += 1_000;
        for (int i = 0; i < PACKETS; i++) {
            turn = turn + 1 < sessions ? turn + 1 : 0;
            SegmentTrack track = tracks[turn];
            batcher.claim(track, payloadBytes, nowNs);
            batcher.buffer().putBytes(batcher.offset(), payload, 0, payloadBytes);
            batcher.commit(payloadBytes, SAMPLES, nowNs, nowNs, 0);
        }
        batcher.endOfBatch(nowNs);
    }
}
