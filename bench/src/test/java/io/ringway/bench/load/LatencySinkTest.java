package io.ringway.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import io.ringway.proto.AudioSegment;
import io.ringway.proto.SegmentBatch;
import io.ringway.proto.SegmentFlag;
import io.ringway.proto.ServiceMessage;
import io.ringway.proto.StreamMessage;
import io.ringway.proto.StreamingDataManagerGrpc;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Over a real connection, against a clock that has been set back by a known time. */
@Timeout(60)
class LatencySinkTest {

    private static final long AGO_NS = TimeUnit.SECONDS.toNanos(2);
    private static final int PACKETS = 500;

    @TempDir private Path folder;
    private TimesFile file;
    private LatencySink sink;
    private ManagedChannel channel;

    @BeforeEach
    void start() throws IOException {
        file = new TimesFile(folder.resolve("times"), 2, 1_024, 960);
        InetAddress here = InetAddress.getLoopbackAddress();
        sink = LatencySink.start(new InetSocketAddress(here, 0), folder.resolve("times"));
        channel =
                NettyChannelBuilder.forAddress(new InetSocketAddress(here, sink.port()))
                        .usePlaintext()
                        .build();
    }

    @AfterEach
    void stop() throws InterruptedException {
        channel.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
        sink.close();
    }

    /** Sends segments and returns when the service has read them all. */
    private void send(Iterable<AudioSegment> segments) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        StreamObserver<StreamMessage> stream =
                StreamingDataManagerGrpc.newStub(channel).streamAudio(new UntilDone(done));
        for (AudioSegment segment : segments) {
            SegmentBatch batch = SegmentBatch.newBuilder().addSegments(segment).build();
            stream.onNext(StreamMessage.newBuilder().setBatch(batch).build());
        }
        stream.onCompleted();
        assertTrue(done.await(30, TimeUnit.SECONDS));
    }

    private static AudioSegment.Builder segment(String session, int sequence, int firstRtp) {
        return AudioSegment.newBuilder()
                .setSessionId(session)
                .setSequence(sequence)
                .setRtpTimestamp(Integer.toUnsignedLong(firstRtp) + sequence * 960L)
                .setPayload(ByteString.copyFrom(new byte[640]));
    }

    @Test
    void shouldTakeTheTimeOfSessionsKnownByIdOrByRtpTime() throws Exception {
        file.call(0, 77, "known").call(1, -4_800, "call-id@phone");
        long sentNs = System.nanoTime() - AGO_NS;
        var segments = new ArrayList<AudioSegment>();
        for (int i = 0; i < PACKETS; i++) {
            file.sent(0, i, sentNs).sent(1, i, sentNs);
            segments.add(segment("known", i, 77).build());
            segments.add(segment("named-by-the-server", i, -4_800).build());
        }
        file.write();
        long beforeNs = System.nanoTime();

        send(segments);

        long atMostNs = AGO_NS + System.nanoTime() - beforeNs + 1_000_000_000;
        ArrivalReport report = sink.report();
        assertEquals(2 * PACKETS, report.segments());
        assertEquals(0, report.unmatched());
        assertEquals(2 * PACKETS, report.latency().getTotalCount());
        // Three digits are kept.
        assertTrue(report.latency().getMinValue() >= AGO_NS * 0.999, report.json());
        assertTrue(report.latency().getMaxValue() <= atMostNs * 1.001, report.json());
        assertTrue(report.json().contains("\"segments\":1000,"), report.json());
    }

    @Test
    void shouldCountWhatWasLostOnTheWay() throws Exception {
        file.call(0, 77, "known")
                .sent(0, 0, System.nanoTime())
                .sent(0, 5, System.nanoTime())
                .write();
        AudioSegment first = segment("known", 0, 77).build();
        AudioSegment concealed = segment("known", 1, 77).setFlags(SegmentFlag.LOST_VALUE).build();
        AudioSegment unknown = segment("known", 2, 77).build();
        AudioSegment afterGap = segment("known", 5, 77).setDroppedSamples(640).build();
        AudioSegment late = segment("known", 6, 77).setFlags(SegmentFlag.LATE_VALUE).build();

        send(List.of(first, concealed, unknown, afterGap, late));

        ArrivalReport report = sink.report();
        assertEquals(5, report.segments());
        assertEquals(1, report.lost());
        assertEquals(1, report.late());
        assertEquals(1, report.jumps());
        assertEquals(640, report.droppedSamples());
        assertEquals(1, report.unmatched());
        assertEquals(2, report.latency().getTotalCount());

        sink.reset();
        assertEquals(0, sink.report().segments());
    }

    @Test
    void shouldCountWithoutATable() throws Exception {
        send(List.of(segment("a", 0, 1).build()));

        assertEquals(1, sink.report().segments());
        assertEquals(1, sink.report().unmatched());
        assertTrue(sink.report().json().contains("\"count\":0,\"p50\":0.0"), sink.report().json());
    }

    private record UntilDone(CountDownLatch done) implements StreamObserver<ServiceMessage> {

        @Override
        public void onNext(ServiceMessage message) {
            throw new IllegalStateException("the service has nothing to say");
        }

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onCompleted() {
            done.countDown();
        }
    }
}
