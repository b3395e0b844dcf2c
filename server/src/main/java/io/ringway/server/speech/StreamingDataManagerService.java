package io.ringway.server.speech;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.ringway.proto.ServiceMessage;
import io.ringway.proto.StreamMessage;
import io.ringway.proto.StreamingDataManagerGrpc;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** The contract's service: each call is a {@link SinkStream}. Thread: the sink's. */
final class StreamingDataManagerService
        extends StreamingDataManagerGrpc.StreamingDataManagerImplBase {

    private final SinkSessions sessions;
    private final ScheduledExecutorService thread;
    private final int resumeTimeoutMs;
    private final @Nullable Reply reply;

    StreamingDataManagerService(
            SinkSessions sessions,
            ScheduledExecutorService thread,
            int resumeTimeoutMs,
            @Nullable Reply reply) {
        this.reply = reply;
        this.sessions = sessions;
        this.thread = thread;
        this.resumeTimeoutMs = resumeTimeoutMs;
    }

    @Override
    public StreamObserver<StreamMessage> streamAudio(StreamObserver<ServiceMessage> answers) {
        // Set so that an answer to a client that has just gone is dropped and throws nothing.
        ((ServerCallStreamObserver<ServiceMessage>) answers).setOnCancelHandler(() -> {});
        return new SinkStream(answers, sessions, thread, resumeTimeoutMs, reply);
    }
}
