package io.ringway.signaling.http;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Joins data frames to messages (RFC 6455 §5.4). Once a message has grown too long its bytes are
 * dropped and only their number is kept. No I/O; thread: the event loop.
 */
final class MessageAssembler {

    private final int maxMessageBytes;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int opcode = -1;
    private long lengthBytes;

    MessageAssembler(int maxMessageBytes) {
        this.maxMessageBytes = maxMessageBytes;
    }

    /** Whether a frame of this kind may come now. */
    boolean expects(Frame frame) {
        return (frame.opcode() == Frame.CONTINUATION) == (opcode >= 0);
    }

    /** The message a data frame completes, or null when there is more to come. */
    @Nullable SocketEvent add(Frame frame) {
        if (opcode < 0) {
            opcode = frame.opcode();
        }
        lengthBytes += frame.lengthBytes();
        if (lengthBytes > maxMessageBytes) {
            bytes.reset();
        } else if (opcode == Frame.TEXT) {
            bytes.writeBytes(frame.payload());
        }
        return frame.last() ? complete() : null;
    }

    private SocketEvent complete() {
        SocketEvent event;
        if (lengthBytes > maxMessageBytes) {
            event = new SocketEvent.TooLong(lengthBytes);
        } else if (opcode == Frame.TEXT) {
            event = new SocketEvent.Text(bytes.toByteArray());
        } else {
            event = new SocketEvent.Binary(lengthBytes);
        }
        bytes.reset();
        opcode = -1;
        lengthBytes = 0;
        return event;
    }
}
