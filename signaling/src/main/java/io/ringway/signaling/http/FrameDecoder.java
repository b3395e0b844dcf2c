package io.ringway.signaling.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.CorruptedFrameException;
import java.util.List;

/**
 * Reads a client's frames (RFC 6455 §5.2). A data frame that is too long is skipped without being
 * held in memory, so that one mistake does not cost the connection. Thread: the event loop.
 */
final class FrameDecoder extends ByteToMessageDecoder {

    private static final int MASK_BYTES = 4;

    private final int maxPayloadBytes;
    private int opcode;
    private boolean last;
    private long lengthBytes;
    private long toSkip;
    private boolean broken;

    FrameDecoder(int maxPayloadBytes) {
        this.maxPayloadBytes = maxPayloadBytes;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (broken) {
            in.skipBytes(in.readableBytes());
        } else if (toSkip > 0) {
            skip(in, out);
        } else {
            readFrame(in, out);
        }
    }

    private void readFrame(ByteBuf in, List<Object> out) {
        if (in.readableBytes() < 2) {
            return;
        }
        int start = in.readerIndex();
        int first = in.getUnsignedByte(start);
        int second = in.getUnsignedByte(start + 1);
        check(first, second);
        int extended = extendedBytes(second & 0x7F);
        int headerBytes = 2 + extended + MASK_BYTES;
        if (in.readableBytes() < headerBytes) {
            return;
        }
        opcode = first & 0x0F;
        last = (first & 0x80) != 0;
        lengthBytes = lengthOf(in, start, second & 0x7F);
        if (lengthBytes > maxPayloadBytes) {
            in.skipBytes(headerBytes);
            toSkip = lengthBytes;
            skip(in, out);
        } else if (in.readableBytes() >= headerBytes + lengthBytes) {
            int mask = in.getInt(start + 2 + extended);
            in.skipBytes(headerBytes);
            out.add(new Frame(opcode, last, lengthBytes, unmask(in, mask)));
        }
    }

    private void check(int first, int second) {
        int code = first & 0x0F;
        boolean control = code >= Frame.CLOSE;
        if ((first & 0x70) != 0) {
            throw corrupt("reserved bits are set, but no extension was agreed on");
        }
        if (code > Frame.PONG || (code > Frame.BINARY && !control)) {
            throw corrupt("unknown opcode " + code);
        }
        if ((second & 0x80) == 0) {
            throw corrupt("a client must mask its frames (RFC 6455 §5.1)");
        }
        if (control && ((first & 0x80) == 0 || (second & 0x7F) > 125)) {
            throw corrupt("a control frame must be whole and at most 125 bytes");
        }
    }

    private static int extendedBytes(int shortLength) {
        return switch (shortLength) {
            case 126 -> 2;
            case 127 -> 8;
            default -> 0;
        };
    }

    private long lengthOf(ByteBuf in, int start, int shortLength) {
        long length =
                switch (shortLength) {
                    case 126 -> in.getUnsignedShort(start + 2);
                    case 127 -> in.getLong(start + 2);
                    default -> shortLength;
                };
        if (length < 0) {
            throw corrupt("the payload length must be positive");
        }
        return length;
    }

    private void skip(ByteBuf in, List<Object> out) {
        int now = (int) Math.min(toSkip, in.readableBytes());
        in.skipBytes(now);
        toSkip -= now;
        if (toSkip == 0) {
            out.add(new Frame(opcode, last, lengthBytes, new byte[0]));
        }
    }

    private byte[] unmask(ByteBuf in, int mask) {
        byte[] payload = new byte[(int) lengthBytes];
        in.readBytes(payload);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= (byte) (mask >>> (24 - 8 * (i & 3)));
        }
        return payload;
    }

    private CorruptedFrameException corrupt(String message) {
        broken = true;
        return new CorruptedFrameException(message);
    }
}
