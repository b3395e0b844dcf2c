package io.ringway.bench.load;

import com.google.protobuf.CodedInputStream;
import io.grpc.MethodDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * The bytes of one message and when they came. There is one of it, overwritten by the next message:
 * all streams are read by one event loop, which is done with a message before it takes another.
 */
final class ArrivedMessage {

    private byte[] bytes = new byte[1 << 16];
    private int length;
    private long arrivedNs;

    /** A monotonic clock's, the same that the generator reads. */
    long arrivedNs() {
        return arrivedNs;
    }

    CodedInputStream reader() {
        return CodedInputStream.newInstance(bytes, 0, length);
    }

    private void fill(InputStream in) throws IOException {
        arrivedNs = System.nanoTime();
        length = 0;
        for (int read; (read = in.read(bytes, length, bytes.length - length)) >= 0; ) {
            length += read;
            if (length == bytes.length) {
                bytes = Arrays.copyOf(bytes, 2 * length);
            }
        }
    }

    /** Hands gRPC's messages over without parsing them. */
    static final class Marshaller implements MethodDescriptor.Marshaller<ArrivedMessage> {

        private final ArrivedMessage message = new ArrivedMessage();

        @Override
        public ArrivedMessage parse(InputStream stream) {
            try {
                message.fill(stream);
            } catch (IOException e) {
                throw new UncheckedIOException("a message broke off", e);
            }
            return message;
        }

        /** Nobody sends such messages from here. */
        @Override
        public InputStream stream(ArrivedMessage value) {
            throw new UnsupportedOperationException("messages only arrive here");
        }
    }
}
