package io.ringway.media.segment;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.SpeechFormat;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.Counters;
import io.ringway.proto.AudioSegment;
import io.ringway.proto.StreamMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The test's thread in the role of a shard: a batcher, its forwarder, and a clock of its own. */
final class Shard implements AutoCloseable {

    static final long PACKET_NS = TimeUnit.MILLISECONDS.toNanos(20);
    static final int SAMPLES = 320;
    static final int BYTES = 2 * SAMPLES;

    final Counters counters = new Counters();
    final BlockingQueue<ServiceRequest> requests = new LinkedBlockingQueue<>();
    final SegmentBatcher batcher;
    final GrpcForwarder forwarder;
    private volatile Optional<Rejection> answer = Optional.empty();

    /** Nanoseconds the shard's clock is ahead of the machine's. */
    private long aheadNs;

    Shard(ForwarderSettings settings) {
        batcher = new SegmentBatcher(settings.batch(), counters.newBlock("shard-0"));
        forwarder =
                new GrpcForwarder(
                        settings,
                        0,
                        batcher.lane(),
                        counters.newBlock("forwarder-0"),
                        this::onRequest,
                        7);
        forwarder.start();
    }

    /** Small pools, quick to try again. */
    static ForwarderSettings settings(int port) {
        return settings(port, 12, 30_000);
    }

    static ForwarderSettings settings(int port, int batches, int stallTimeoutMs) {
        BatchSettings batch =
                new BatchSettings(
                        32 * 1024,
                        batches,
                        64,
                        4,
                        TimeUnit.MILLISECONDS.toNanos(5),
                        true,
                        TimeUnit.MILLISECONDS.toNanos(1_000),
                        64);
        return new ForwarderSettings(
                "node-1",
                new ForwarderSettings.Target("localhost", port),
                false,
                null,
                batch,
                5_000,
                300_000,
                10_000,
                stallTimeoutMs,
                5,
                50,
                500,
                32 * 1024,
                64 * 1024,
                "");
    }

    static SegmentTrack track(String sessionId) {
        return new SegmentTrack(sessionId, 0, SpeechFormat.LINEAR16_16K, new SegmentCredit());
    }

    static SpeechEvent.Started started(String sessionId) {
        return new SpeechEvent.Started(
                sessionId, SpeechEvent.SessionType.WEBRTC, SpeechFormat.LINEAR16_16K);
    }

    void answerWith(Rejection rejection) {
        answer = Optional.of(rejection);
    }

    long nowNs() {
        return System.nanoTime() + aheadNs;
    }

    /** Lets the shard's time, but nobody else's, pass. */
    void pass(long durationNs) {
        aheadNs += durationNs;
        batcher.poll(nowNs());
    }

    /** One packet of 20 ms at 16 kHz whose bytes and times follow from its index. */
    void packet(SegmentTrack track, int index) {
        assertTrue(batcher.claim(track, BYTES, nowNs()));
        batcher.buffer().setMemory(batcher.offset(), BYTES, (byte) index);
        batcher.commit(BYTES, SAMPLES, rtpTimestamp(index), 1_000L + index, 0);
    }

    static long rtpTimestamp(int index) {
        return index * 960L;
    }

    void await(BooleanSupplier condition) {
        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - deadlineNs < 0, "not within 20 s");
            batcher.poll(nowNs());
            Thread.onSpinWait();
        }
    }

    void awaitConnected() {
        await(forwarder::connected);
    }

    /** Reads until the server has that many segments of whatever session. */
    List<AudioSegment> segments(SpeechServer server, int count) throws InterruptedException {
        List<AudioSegment> segments = new ArrayList<>();
        while (segments.size() < count) {
            await(() -> server.messagesReceived() > 0);
            StreamMessage message = server.next();
            segments.addAll(message.getBatch().getSegmentsList());
        }
        return segments;
    }

    long total(Counter counter) {
        return counters.total(counter);
    }

    @Override
    public void close() {
        batcher.flush(nowNs());
        forwarder.close();
        batcher.close();
    }

    private Optional<Rejection> onRequest(ServiceRequest request) {
        requests.add(request);
        return answer;
    }
}
