package io.ringway.media.segment;

import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.ServerCredentials;
import io.grpc.ServerInterceptor;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.ringway.proto.ServiceMessage;
import io.ringway.proto.StreamMessage;
import io.ringway.proto.StreamingDataManagerGrpc;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A speech service on a loopback port that keeps what it reads and says what it is told to. */
public final class SpeechServer implements AutoCloseable {

    private static final int WINDOW_BYTES = 64 * 1024;

    private final Server server;
    private final BlockingQueue<StreamMessage> received = new LinkedBlockingQueue<>();
    private final Semaphore hellos = new Semaphore(0);
    private final BlockingQueue<ServerCallStreamObserver<ServiceMessage>> calls =
            new LinkedBlockingQueue<>();
    private final boolean reading;

    private SpeechServer(
            int port, boolean reading, ServerCredentials credentials, ServerInterceptor... chain)
            throws IOException {
        this.reading = reading;
        NettyServerBuilder builder =
                NettyServerBuilder.forAddress(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                                credentials)
                        .flowControlWindow(WINDOW_BYTES)
                        .addService(new Service());
        for (ServerInterceptor interceptor : chain) {
            builder.intercept(interceptor);
        }
        server = builder.build().start();
    }

    public static SpeechServer start(int port) throws IOException {
        return new SpeechServer(port, true, InsecureServerCredentials.create());
    }

    static SpeechServer start(ServerCredentials credentials) throws IOException {
        return new SpeechServer(0, true, credentials);
    }

    static SpeechServer start(ServerInterceptor interceptor) throws IOException {
        return new SpeechServer(0, true, InsecureServerCredentials.create(), interceptor);
    }

    /** One that reads only what {@link #nextCall()} requests. */
    static SpeechServer startUnreading() throws IOException {
        return new SpeechServer(0, false, InsecureServerCredentials.create());
    }

    public int port() {
        return server.getPort();
    }

    /** The next call that was made. */
    public ServerCallStreamObserver<ServiceMessage> nextCall() throws InterruptedException {
        ServerCallStreamObserver<ServiceMessage> call = calls.poll(20, TimeUnit.SECONDS);
        if (call == null) {
            throw new AssertionError("nobody called within 20 s");
        }
        return call;
    }

    /** The next message within a time that is generous for loopback. */
    public StreamMessage next() throws InterruptedException {
        StreamMessage message = received.poll(20, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("no message within 20 s");
        }
        return message;
    }

    /** Waits until that many streams have been opened, beside those waited for before. */
    public void awaitStreams(int streams) throws InterruptedException {
        if (!hellos.tryAcquire(streams, 20, TimeUnit.SECONDS)) {
            throw new AssertionError("no " + streams + " streams within 20 s");
        }
    }

    public int messagesReceived() {
        return received.size();
    }

    /** Breaks every connection, as if the process had died. */
    void kill() throws InterruptedException {
        server.shutdownNow();
        server.awaitTermination(5, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private final class Service extends StreamingDataManagerGrpc.StreamingDataManagerImplBase {

        @Override
        public StreamObserver<StreamMessage> streamAudio(StreamObserver<ServiceMessage> answers) {
            var call = (ServerCallStreamObserver<ServiceMessage>) answers;
            if (!reading) {
                call.disableAutoRequest();
            }
            calls.add(call);
            return new Reader(call);
        }
    }

    private final class Reader implements StreamObserver<StreamMessage> {

        private final ServerCallStreamObserver<ServiceMessage> call;

        Reader(ServerCallStreamObserver<ServiceMessage> call) {
            this.call = call;
        }

        @Override
        public void onNext(StreamMessage message) {
            received.add(message);
            if (message.hasHello()) {
                hellos.release();
            }
        }

        @Override
        public void onError(Throwable error) {
            // The client's end of the call broke; tests see it by the next call.
        }

        @Override
        public void onCompleted() {
            call.onCompleted();
        }
    }
}
