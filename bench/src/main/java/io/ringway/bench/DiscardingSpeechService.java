package io.ringway.bench;

import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.ringway.proto.ServiceMessage;
import io.ringway.proto.StreamMessage;
import io.ringway.proto.StreamingDataManagerGrpc;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * A speech service on loopback that takes the bytes of every message and reads none, so that what
 * it costs is gRPC. Threads: gRPC's own.
 */
final class DiscardingSpeechService implements AutoCloseable {

    private static final int MAX_MESSAGE_BYTES = 2 << 20;
    private static final long CLOSE_S = 5;

    private final Server server;

    private DiscardingSpeechService(Server server) {
        this.server = server;
    }

    /** Starts it on a free port. */
    static DiscardingSpeechService start() throws IOException {
        var streamAudio = StreamingDataManagerGrpc.getStreamAudioMethod();
        var unread =
                streamAudio.<Long, ServiceMessage>toBuilder(
                                new Unread(), streamAudio.getResponseMarshaller())
                        .build();
        var service =
                ServerServiceDefinition.builder(StreamingDataManagerGrpc.SERVICE_NAME)
                        .addMethod(unread, ServerCalls.asyncBidiStreamingCall(Discard::new))
                        .build();
        return new DiscardingSpeechService(
                NettyServerBuilder.forAddress(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                        .directExecutor()
                        .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                        .addService(service)
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

    /** A {@link StreamMessage} as the number of its bytes. */
    private static final class Unread implements MethodDescriptor.Marshaller<Long> {

        @Override
        public InputStream stream(Long bytes) {
            throw new UnsupportedOperationException("only comes in");
        }

        @Override
        public Long parse(InputStream message) {
            try {
                return message.skip(Long.MAX_VALUE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private record Discard(StreamObserver<ServiceMessage> answers) implements StreamObserver<Long> {

        @Override
        public void onNext(Long bytes) {}

        @Override
        public void onError(Throwable error) {}

        @Override
        public void onCompleted() {
            answers.onCompleted();
        }
    }
}
