package io.ringway.server.speech;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import io.ringway.proto.AudioFormat;
import io.ringway.proto.AudioSegment;
import io.ringway.proto.SegmentBatch;
import io.ringway.proto.ServiceMessage;
import io.ringway.proto.SessionEnded;
import io.ringway.proto.SessionEvent;
import io.ringway.proto.SessionStarted;
import io.ringway.proto.StreamMessage;
import io.ringway.proto.StreamingDataManagerGrpc;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client that says whatever a test wants, through the generated stub over loopback. */
final class SinkClient implements AutoCloseable, StreamObserver<ServiceMessage> {

    private final ManagedChannel channel;
    private final StreamObserver<StreamMessage> stream;
    private final BlockingQueue<ServiceMessage> answers = new LinkedBlockingQueue<>();
    private final BlockingQueue<Boolean> ends = new LinkedBlockingQueue<>();

    private SinkClient(int port) {
        channel = NettyChannelBuilder.forAddress("localhost", port).usePlaintext().build();
        stream = StreamingDataManagerGrpc.newStub(channel).streamAudio(this);
    }

    static SinkClient connect(int port) {
        return new SinkClient(port);
    }

    static AudioSegment.Builder segment(String sessionId, byte... pcm) {
        return AudioSegment.newBuilder()
                .setSessionId(sessionId)
                .setFormat(AudioFormat.LINEAR16)
                .setSampleRateHz(8_000)
                .setChannels(1)
                .setSampleCount(pcm.length / 2)
                .setPayload(ByteString.copyFrom(pcm));
    }

    void send(AudioSegment.Builder segment) {
        SegmentBatch.Builder batch = SegmentBatch.newBuilder().addSegments(segment);
        stream.onNext(StreamMessage.newBuilder().setBatch(batch).build());
    }

    void start(String sessionId) {
        SessionStarted.Builder started = SessionStarted.newBuilder().setType("webrtc");
        send(SessionEvent.newBuilder().setSessionId(sessionId).setStarted(started));
    }

    void end(String sessionId) {
        SessionEnded.Builder ended = SessionEnded.newBuilder().setReason("remote-hangup");
        send(SessionEvent.newBuilder().setSessionId(sessionId).setEnded(ended));
    }

    private void send(SessionEvent.Builder event) {
        stream.onNext(StreamMessage.newBuilder().setSession(event).build());
    }

    void send(StreamMessage message) {
        stream.onNext(message);
    }

    ServiceMessage answer() throws InterruptedException {
        ServiceMessage message = answers.poll(20, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("no answer within 20 s");
        }
        return message;
    }

    /** Ends the stream and waits until the service has taken everything in. */
    void finish() throws InterruptedException {
        stream.onCompleted();
        if (ends.poll(20, TimeUnit.SECONDS) == null) {
            throw new AssertionError("the stream did not end within 20 s");
        }
    }

    int unreadAnswers() {
        return answers.size();
    }

    @Override
    public void onNext(ServiceMessage message) {
        answers.add(message);
    }

    @Override
    public void onError(Throwable error) {
        ends.add(false);
    }

    @Override
    public void onCompleted() {
        ends.add(true);
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
