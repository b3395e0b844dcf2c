package io.ringway.media.segment;

import io.grpc.Drainable;
import io.grpc.KnownLength;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A batch's bytes on their way into gRPC's send buffer. gRPC drains it before {@code sendMessage}
 * returns, so the batch is free again then; {@link SegmentBatch#sent()} says whether it was.
 */
final class BatchInputStream extends InputStream implements Drainable, KnownLength {

    /** Largest piece copied at once. */
    static final int COPY_BYTES = 64 * 1024;

    private final SegmentBatch batch;
    private final byte[] copyBuffer;
    private int position;

    BatchInputStream(SegmentBatch batch, byte[] copyBuffer) {
        this.batch = batch;
        this.copyBuffer = copyBuffer;
    }

    @Override
    public int drainTo(OutputStream target) throws IOException {
        int drained = 0;
        while (available() > 0) {
            int piece = read(copyBuffer, 0, copyBuffer.length);
            target.write(copyBuffer, 0, piece);
            drained += piece;
        }
        return drained;
    }

    @Override
    public int available() {
        return batch.lengthBytes() - position;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        int bytes = Math.min(length, available());
        if (bytes == 0 && length > 0) {
            return -1;
        }
        batch.buffer().getBytes(position, target, offset, bytes);
        position += bytes;
        if (available() == 0) {
            batch.markSent();
        }
        return bytes;
    }
}
