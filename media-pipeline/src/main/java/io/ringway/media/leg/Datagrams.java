package io.ringway.media.leg;

import io.netty.buffer.ByteBuf;
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
            view.wrap(datagram.internalNioBuffer(datagram.readerIndex(), length));
        }
    }
}
