package io.ringway.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import io.ringway.proto.AudioSegment;
import io.ringway.proto.SegmentBatch;
import io.ringway.proto.ServiceMessage;
import io.ringway.proto.SessionEnded;
import io.ringway.proto.SessionEvent;
import io.ringway.proto.StreamMessage;
import io.ringway.proto.StreamingDataManagerGrpc;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The program that hears how late speech comes, as gRPC's own client finds it. */
@Timeout(120)
class SpeechServiceTest {

    private static final int PACKETS = 500;

    /** More than a frame of HTTP/2, and more than one read of the program takes. */
    private static final int LONG_PAYLOAD = 600_000;

    private SpeechService service;
    private ManagedChannel channel;

    /** Before all, for where it cannot be built there is nothing to end. */
    @BeforeAll
    static void build() throws IOException, InterruptedException {
        SpeechService.build();
    }

    @BeforeEach
    void start() throws IOException {
        service = SpeechService.start();
        channel =
                NettyChannelBuilder.forAddress("127.0.0.1", service.port()).usePlaintext().build();
    }

    @AfterEach
    void stop() throws IOException, InterruptedException {
        channel.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
        service.close();
    }

    private static AudioSegment segment(String session, int sequence, int bytes) {
        return AudioSegment.newBuilder()
                .setSessionId(session)
                .setSequence(sequence)
                .setRtpTimestamp(sequence * 960L)
                .setCaptureTimeUnixNs(1)
                .setPayload(ByteString.copyFrom(new byte[bytes]))
                .build();
    }

    private static StreamMessage batch(AudioSegment... segments) {
        SegmentBatch.Builder batch = SegmentBatch.newBuilder();
        for (AudioSegment segment : segments) {
            batch.addSegments(segment);
        }
        return StreamMessage.newBuilder().setBatch(batch).build();
    }

    private StreamObserver<StreamMessage> begin(CompletableFuture<Void> end) {
        return StreamingDataManagerGrpc.newStub(channel).streamAudio(new Ending(end));
    }

    @Test
    void shouldHearAllOfAStreamAndEndItWell() throws Exception {
        CompletableFuture<Void> end = new CompletableFuture<>();
        StreamObserver<StreamMessage> stream = begin(end);
        for (int i = 0; i < PACKETS; i++) {
            stream.onNext(batch(segment("a", i, 640), segment("b", i, 80), segment("c", i, 0)));
        }
        stream.onNext(batch(segment("a", PACKETS, LONG_PAYLOAD)));
        stream.onNext(batch(segment("a", PACKETS + 1, 640)));
        stream.onNext(
                StreamMessage.newBuilder()
                        .setSession(
                                SessionEvent.newBuilder()
                                        .setSessionId("b")
                                        .setEnded(SessionEnded.getDefaultInstance()))
                        .build());
        stream.onCompleted();
        end.get(30, TimeUnit.SECONDS);

        String report = String.valueOf(service.report());
        assertTrue(report.contains("\"streams\": 2, \"segments\": 1502,"), report);
        assertTrue(report.contains("\"jumps\": 0,"), report);
        assertTrue(report.contains("\"unmatched\": 1502,"), report);
    }

    @Test
    void shouldServeSeveralStreamsAtOnceAndCountAnew() throws Exception {
        CompletableFuture<Void> firstEnd = new CompletableFuture<>();
        CompletableFuture<Void> secondEnd = new CompletableFuture<>();
        StreamObserver<StreamMessage> first = begin(firstEnd);
        StreamObserver<StreamMessage> second = begin(secondEnd);
        first.onNext(batch(segment("a", 0, 10)));
        second.onNext(batch(segment("b", 0, 10)));
        first.onNext(batch(segment("a", 2, 10)));
        first.onCompleted();
        second.onCompleted();
        firstEnd.get(30, TimeUnit.SECONDS);
        secondEnd.get(30, TimeUnit.SECONDS);

        String report = String.valueOf(service.report());
        assertTrue(report.contains("\"segments\": 3,"), report);
        assertTrue(report.contains("\"jumps\": 1,"), report);
        assertEquals("{}", service.reset());
        assertTrue(String.valueOf(service.report()).contains("\"segments\": 0,"));
    }

    @Test
    void shouldRefuseWhatIsNoMessageOfTheContract() {
        byte[] cutOff = {0x12, 0x05, 0x0a};
        StatusRuntimeException refused =
                assertThrows(
                        StatusRuntimeException.class,
                        () -> call(StreamingDataManagerGrpc.SERVICE_NAME, "StreamAudio", cutOff));
        assertEquals(Status.Code.INVALID_ARGUMENT, refused.getStatus().getCode());
    }

    @Test
    void shouldSayThatOtherMethodsAreNotThere() {
        StatusRuntimeException refused =
                assertThrows(
                        StatusRuntimeException.class,
                        () -> call("grpc.health.v1.Health", "Check", new byte[0]));
        assertEquals(Status.Code.UNIMPLEMENTED, refused.getStatus().getCode());
    }

    /** Sends bytes as they are, and waits for the answer. */
    private void call(String serviceName, String method, byte[] bytes) {
        MethodDescriptor<byte[], byte[]> raw =
                MethodDescriptor.<byte[], byte[]>newBuilder()
                        .setType(MethodDescriptor.MethodType.UNARY)
                        .setFullMethodName(
                                MethodDescriptor.generateFullMethodName(serviceName, method))
                        .setRequestMarshaller(new Bytes())
                        .setResponseMarshaller(new Bytes())
                        .build();
        ClientCalls.blockingUnaryCall(
                channel, raw, CallOptions.DEFAULT.withDeadlineAfter(30, TimeUnit.SECONDS), bytes);
    }

    private record Ending(CompletableFuture<Void> end) implements StreamObserver<ServiceMessage> {

        @Override
        public void onNext(ServiceMessage message) {
            end.completeExceptionally(new IllegalStateException("it has nothing to say"));
        }

        @Override
        public void onError(Throwable failure) {
            end.completeExceptionally(failure);
        }

        @Override
        public void onCompleted() {
            end.complete(null);
        }
    }
}
