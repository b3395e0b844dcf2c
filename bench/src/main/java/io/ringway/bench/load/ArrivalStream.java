package io.ringway.bench.load;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.ringway.proto.ServiceMessage;
import java.io.IOException;

/** One stream of the contract, of which nothing but the time is taken. Thread: the event loop. */
final class ArrivalStream implements StreamObserver<ArrivedMessage> {

    private final Arrivals arrivals;
    private final StreamObserver<ServiceMessage> answers;
    private final MessageReader reader = new MessageReader();

    ArrivalStream(Arrivals arrivals, StreamObserver<ServiceMessage> answers) {
        this.arrivals = arrivals;
        this.answers = answers;
        // A client that has just gone is no error.
        ((ServerCallStreamObserver<ServiceMessage>) answers).setOnCancelHandler(() -> {});
    }

    @Override
    public void onNext(ArrivedMessage message) {
        arrivals.at(message.arrivedNs());
        try {
            reader.read(message.reader(), arrivals);
        } catch (IOException e) {
            answers.onError(
                    Status.INVALID_ARGUMENT.withDescription(e.getMessage()).asRuntimeException());
        }
    }

    /** The client went away; what it sent is counted. */
    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onCompleted() {
        answers.onCompleted();
    }
}
