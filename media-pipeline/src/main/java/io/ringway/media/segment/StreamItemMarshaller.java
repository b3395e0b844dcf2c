package io.ringway.media.segment;

import io.grpc.MethodDescriptor;
import java.io.InputStream;

/**
 * Gives gRPC the bytes of what is to be sent: a batch's as they are, an event's through the
 * generated classes. Thread: the forwarder's.
 */
final class StreamItemMarshaller implements MethodDescriptor.Marshaller<StreamItem> {

    private final byte[] copyBuffer;

    /**
     * @param batchBytes size of the largest batch
     */
    StreamItemMarshaller(int batchBytes) {
        copyBuffer = new byte[Math.min(batchBytes, BatchInputStream.COPY_BYTES)];
    }

    @Override
    public InputStream stream(StreamItem item) {
        return switch (item) {
            case SegmentBatch batch -> new BatchInputStream(batch, copyBuffer);
            case SpeechEvent event -> SpeechEventEncoder.encode(event).toByteString().newInput();
        };
    }

    @Override
    public StreamItem parse(InputStream stream) {
        throw new UnsupportedOperationException("Ringway only sends these");
    }
}
