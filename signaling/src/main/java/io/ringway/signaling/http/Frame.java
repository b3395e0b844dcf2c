package io.ringway.signaling.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One WebSocket frame (RFC 6455 §5.2).
 *
 * @param last FIN
 * @param lengthBytes what its header said
 * @param payload unmasked; empty, though the length is not, when it was skipped for being too long
 */
record Frame(int opcode, boolean last, long lengthBytes, byte[] payload) {

    static final int CONTINUATION = 0x0;
    static final int TEXT = 0x1;
    static final int BINARY = 0x2;
    static final int CLOSE = 0x8;
    static final int PING = 0x9;
    static final int PONG = 0xA;

    private static final int MAX_REASON_BYTES = 123;
    private static final int NO_STATUS = 1005;

    boolean skipped() {
        return payload.length != lengthBytes;
    }

    /** The status a close frame carries, 1005 when it carries none. */
    int closeCode() {
        return payload.length < 2 ? NO_STATUS : ByteBuffer.wrap(payload).getShort() & 0xFFFF;
    }

    String closeReason() {
        return payload.length <= 2
                ? ""
                : new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
    }

    /** Bytes on the wire of an unfragmented frame from a server, which never masks. */
    static ByteBuf encode(int opcode, byte[] payload) {
        ByteBuf header = Unpooled.buffer(10);
        header.writeByte(0x80 | opcode);
        if (payload.length < 126) {
            header.writeByte(payload.length);
        } else if (payload.length <= 0xFFFF) {
            header.writeByte(126).writeShort(payload.length);
        } else {
            header.writeByte(127).writeLong(payload.length);
        }
        return Unpooled.wrappedBuffer(header, Unpooled.wrappedBuffer(payload));
    }

    static ByteBuf encodeClose(int code, String reason) {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        byte[] shortened =
                text.length <= MAX_REASON_BYTES ? text : Arrays.copyOf(text, MAX_REASON_BYTES);
        byte[] payload = new byte[2 + shortened.length];
        ByteBuffer.wrap(payload).putShort((short) code).put(shortened);
        return encode(CLOSE, payload);
    }
}
