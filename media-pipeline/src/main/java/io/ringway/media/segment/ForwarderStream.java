package io.ringway.media.segment;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.ringway.proto.ServiceMessage;
import io.ringway.proto.StreamingDataManagerGrpc;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a StreamAudio call, with the connection it is made on.
 *
 * <p>Threads: the forwarder's, except for callbacks, which come on gRPC's threads, leave what they
 * bring in a field and wake the forwarder. At most one message is under way, since the next is
 * asked for only after the one before was handled.
 */
final class ForwarderStream extends ClientCall.Listener<ServiceMessage> {

    private static final long TERMINATION_MS = 1_000;

    private final ManagedChannel channel;
    private final ClientCall<StreamItem, ServiceMessage> call;
    private final Thread forwarder;
    private final AtomicReference<@Nullable ServiceMessage> received = new AtomicReference<>();
    private volatile @Nullable Status status;

    private ForwarderStream(
            ManagedChannel channel, ClientCall<StreamItem, ServiceMessage> call, Thread forwarder) {
        this.channel = channel;
        this.call = call;
        this.forwarder = forwarder;
    }

    /** The method as generated, but for how requests become bytes. */
    static MethodDescriptor<StreamItem, ServiceMessage> method(StreamItemMarshaller marshaller) {
        var generated = StreamingDataManagerGrpc.getStreamAudioMethod();
        return generated.toBuilder(marshaller, generated.getResponseMarshaller()).build();
    }

    /** Begins to connect; called by the forwarder's thread, which is the one woken later. */
    static ForwarderStream open(
            ManagedChannel channel,
            MethodDescriptor<StreamItem, ServiceMessage> method,
            int sendBufferBytes) {
        CallOptions options = CallOptions.DEFAULT.withOnReadyThreshold(sendBufferBytes);
        ForwarderStream stream =
                new ForwarderStream(
                        channel, channel.newCall(method, options), Thread.currentThread());
        stream.call.start(stream, new Metadata());
        stream.call.request(1);
        return stream;
    }

    /** Whether an item sent now goes to the connection and not into a growing buffer. */
    boolean isReady() {
        return status == null && call.isReady();
    }

    /** Sends an item; its bytes have been read when this returns. */
    void send(StreamItem item) {
        call.sendMessage(item);
    }

    @Nullable ServiceMessage takeReceived() {
        return received.getAndSet(null);
    }

    /** The message taken has been handled: ask for another. */
    void requestNext() {
        call.request(1);
    }

    /** How the call ended, or null while it has not. */
    @Nullable Status status() {
        return status;
    }

    /** Nothing more will be sent; what was sent still arrives. */
    void halfClose() {
        call.halfClose();
    }

    /** Ends the call; {@link #status()} follows. */
    void cancel(String reason) {
        call.cancel(reason, null);
    }

    /** Ends the connection. */
    void shutdown() {
        channel.shutdownNow();
    }

    /** Waits for the connection's resources to be gone. */
    void awaitTermination() {
        try {
            channel.awaitTermination(TERMINATION_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void onReady() {
        LockSupport.unpark(forwarder);
    }

    @Override
    public void onMessage(ServiceMessage message) {
        received.set(message);
        LockSupport.unpark(forwarder);
    }

    @Override
    public void onClose(Status closed, Metadata trailers) {
        status = closed;
        LockSupport.unpark(forwarder);
    }
}
