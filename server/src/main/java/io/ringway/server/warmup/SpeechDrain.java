package io.ringway.server.warmup;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.ringway.proto.ServiceMessage;
import io.ringway.proto.StreamMessage;
import io.ringway.proto.StreamingDataManagerGrpc;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** A speech service on loopback that keeps nothing and answers nothing. Thread: gRPC's own. */
final class SpeechDrain implements AutoCloseable {

    private static final long CLOSE_S = 2;
    private static final int MAX_MESSAGE_BYTES = 2 << 20;

    private final Server server;

    private SpeechDrain(Server server) {
        this.server = server;
    }

    /** Starts it on a free port. */
    static SpeechDrain start() throws IOException {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return new SpeechDrain(
                NettyServerBuilder.forAddress(any)
                        .directExecutor()
                        .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                        .addService(new Service())
                        .build()
                        .start());
    }

    /** TCP port it listens on. */
    int port() {
        return server.getPort();
    }

    @Override
    public void close() {
        server.shutdownNow();
        try {
            server.awaitTermination(CLOSE_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Service
            extends StreamingDataManagerGrpc.StreamingDataManagerImplBase {

        @Override
        public StreamObserver<StreamMessage> streamAudio(StreamObserver<ServiceMessage> answers) {
            // Set so that an answer to a client that has just gone is dropped and throws nothing.
            ((ServerCallStreamObserver<ServiceMessage>) answers).setOnCancelHandler(() -> {});
            return new Listener(answers);
        }
    }

    /** Has nothing to lose when the stream breaks: its client is about to end, or to try again. */
    private record Listener(StreamObserver<ServiceMessage> answers)
            implements StreamObserver<StreamMessage> {

        @Override
        public void onNext(StreamMessage message) {}

        @Override
        public void onError(Throwable error) {}

        @Override
        public void onCompleted() {
            answers.onCompleted();
        }
    }
}
