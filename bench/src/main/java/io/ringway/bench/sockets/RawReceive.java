package io.ringway.bench.sockets;

import io.netty.channel.unix.Socket;
import io.ringway.media.net.MessageHeaders;
import io.ringway.media.net.SocketCalls;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Receiving alone, by system calls on this thread: into a block that is read again and again, from
 * where a ring's slots get copies, or straight into the slots.
 */
final class RawReceive implements AutoCloseable {

    private static final int BATCH = 64;
    private static final int SLOT_BYTES = 2_048;
    private static final int SLOTS = 4_096;
    private static final int NAME_BYTES = 32;

    private final SocketCalls calls = new SocketCalls();
    private final MessageHeaders headers = new MessageHeaders(BATCH);
    private final UnsafeBuffer block = new UnsafeBuffer(ByteBuffer.allocateDirect(BATCH * 2_048));
    private final UnsafeBuffer slots =
            new UnsafeBuffer(ByteBuffer.allocateDirect(SLOTS * SLOT_BYTES));
    private final UnsafeBuffer name = new UnsafeBuffer(ByteBuffer.allocateDirect(NAME_BYTES + 8));
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final List<Socket> sockets = new ArrayList<>();
    private final List<InetSocketAddress> addresses = new ArrayList<>();
    private int slot;

    /** Where datagrams are received. */
    enum Into {
        /** One block, each copied to its slot. */
        BLOCK,
        /** The slots themselves. */
        SLOTS,
        /** The block, one datagram a call, each copied to its slot. */
        BLOCK_SINGLY
    }

    RawReceive(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            Socket socket = Socket.newSocketDgram();
            socket.setReceiveBufferSize(4 << 20);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            sockets.add(socket);
            addresses.add(socket.localAddress());
        }
    }

    List<InetSocketAddress> addresses() {
        return addresses;
    }

    /**
     * Reads every socket until nothing is left in any.
     *
     * @param perCall datagrams a call may return
     * @return processor time of this thread
     */
    long drain(Into into, int perCall, int expected) {
        long before = threads.getCurrentThreadCpuTime();
        int received = 0;
        for (int i = 0; i < sockets.size(); i++) {
            int fd = sockets.get(i).intValue();
            int count;
            do {
                count = into == Into.BLOCK_SINGLY ? one(fd) : many(fd, into, perCall);
                received += Math.max(0, count);
            } while (count == perCall && perCall > 4);
        }
        long spentNs = threads.getCurrentThreadCpuTime() - before;
        if (received != expected) {
            throw new IllegalStateException(received + " of " + expected + " datagrams came");
        }
        return spentNs;
    }

    private int many(int fd, Into into, int perCall) {
        for (int i = 0; i < perCall; i++) {
            long room =
                    into == Into.SLOTS
                            ? slots.addressOffset() + (long) slotAt(slot + i)
                            : block.addressOffset() + (long) i * SLOT_BYTES;
            headers.point(i, room, SLOT_BYTES);
            headers.gather(i, i, 1);
            headers.nameLength(i, NAME_BYTES);
        }
        int count = calls.receiveMany(fd, headers.address(0), perCall);
        for (int i = 0; i < count; i++) {
            if (into == Into.BLOCK) {
                slots.putBytes(slotAt(slot + i), block, i * SLOT_BYTES, headers.length(i));
            }
        }
        slot += Math.max(0, count);
        return count;
    }

    private int one(int fd) {
        name.putInt(NAME_BYTES, NAME_BYTES);
        long at = name.addressOffset();
        int length = calls.receive(fd, block.addressOffset(), SLOT_BYTES, at, at + NAME_BYTES);
        if (length > 0) {
            slots.putBytes(slotAt(slot++), block, 0, length);
        }
        return length > 0 ? 1 : 0;
    }

    private static int slotAt(int index) {
        return (index & (SLOTS - 1)) * SLOT_BYTES;
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
