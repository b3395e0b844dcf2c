package io.ringway.signaling.sip.transport;

import java.util.Arrays;

/**
 * Cuts a stream of bytes into messages and keep-alives (RFC 3261 §7.5 and §18.3, RFC 5626 §3.5.1).
 *
 * <p>Bytes go in by {@link #append}, then {@link #next} is asked until it needs more. Memory is
 * bounded by the largest message. Thread: one.
 */
final class MessageFraming {

    /** What has been found. */
    enum Found {
        /** Nothing yet: append more. */
        NEED_MORE,
        /** A whole message, see {@link #message}. */
        MESSAGE,
        /** Two line ends between messages: to be answered by one. */
        PING,
        /** The message exceeds the limit; the stream cannot be read on. */
        TOO_LARGE,
        /** A head without a Content-Length; the stream cannot be read on. */
        NO_LENGTH,
        /** A head with a Content-Length that is none; the stream cannot be read on. */
        BAD_LENGTH
    }

    private static final int INITIAL_BYTES = 2_048;

    private final int maxBytes;
    private byte[] buffer = new byte[INITIAL_BYTES];
    private int filled;
    private int scanned;
    private int headEnd;
    private int total;
    private byte[] message = {};

    MessageFraming(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * Takes bytes in, as many as there is room for.
     *
     * @return how many were taken; with {@link #next} having needed more it is at least one
     */
    int append(byte[] bytes, int offset, int length) {
        int taken = Math.min(length, maxBytes - filled);
        if (filled + taken > buffer.length) {
            int wanted = Math.max(filled + taken, buffer.length * 2);
            buffer = Arrays.copyOf(buffer, Math.min(maxBytes, wanted));
        }
        System.arraycopy(bytes, offset, buffer, filled, taken);
        filled += taken;
        return taken;
    }

    /** Whether a message has begun that has not ended. */
    boolean isInsideMessage() {
        return filled > 0 && buffer[0] != '\r' && buffer[0] != '\n';
    }

    /** Looks for the next message or keep-alive; a fault is final. */
    Found next() {
        if (headEnd == 0) {
            if (skipLineEnds()) {
                return Found.PING;
            }
            if (!findHeadEnd()) {
                return filled >= maxBytes ? Found.TOO_LARGE : Found.NEED_MORE;
            }
            int length = ContentLength.of(buffer, headEnd);
            if (length < 0) {
                message = Arrays.copyOf(buffer, headEnd);
                return length == ContentLength.BAD ? Found.BAD_LENGTH : Found.NO_LENGTH;
            }
            if (length > maxBytes - headEnd) {
                message = Arrays.copyOf(buffer, headEnd);
                return Found.TOO_LARGE;
            }
            total = headEnd + length;
        }
        return filled >= total ? take() : Found.NEED_MORE;
    }

    /** The message just found; with a fault its head, empty when that was not found either. */
    byte[] message() {
        return message;
    }

    private Found take() {
        message = Arrays.copyOf(buffer, total);
        drop(total);
        headEnd = 0;
        scanned = 0;
        shrink();
        return Found.MESSAGE;
    }

    /** Whether four bytes of two line ends were taken off; a single one is taken off silently. */
    private boolean skipLineEnds() {
        while (filled >= 2 && isLineEnd(0)) {
            boolean ping = filled >= 4 && isLineEnd(2);
            boolean undecided = filled < 4 && !(filled == 3 && buffer[2] != '\r');
            if (!ping && undecided) {
                return false;
            }
            drop(ping ? 4 : 2);
            if (ping) {
                return true;
            }
        }
        return false;
    }

    private boolean isLineEnd(int at) {
        return buffer[at] == '\r' && buffer[at + 1] == '\n';
    }

    private boolean findHeadEnd() {
        for (int i = Math.max(scanned, 0); i + 3 < filled; i++) {
            if (isLineEnd(i) && isLineEnd(i + 2)) {
                headEnd = i + 4;
                return true;
            }
        }
        scanned = Math.max(0, filled - 3);
        return false;
    }

    private void drop(int count) {
        System.arraycopy(buffer, count, buffer, 0, filled - count);
        filled -= count;
        scanned = 0;
    }

    /** An idle connection holds no more than it began with. */
    private void shrink() {
        if (filled <= INITIAL_BYTES && buffer.length > INITIAL_BYTES) {
            buffer = Arrays.copyOf(buffer, INITIAL_BYTES);
        }
    }
}
