package io.ringway.media.net;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Looks at Netty's bytes through Agrona's buffers, in place. */
final class Datagrams {

    private Datagrams() {}

    /** Points a view at a datagram's readable bytes; valid while the datagram is not released. */
    static void wrap(UnsafeBuffer view, ByteBuf datagram) {
        int length = datagram.readableBytes();
        if (datagram.hasMemoryAddress()) {
            view.wrap(datagram.memoryAddress() + datagram.readerIndex(), length);
        } else {
            // Its position is where the datagram begins; the rest may be a whole pool's chunk.
            ByteBuffer memory = datagram.internalNioBuffer(datagram.readerIndex(), length);
            view.wrap(memory, memory.position(), length);
        }
    }
}
