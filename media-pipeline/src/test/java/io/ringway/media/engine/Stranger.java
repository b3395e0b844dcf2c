package io.ringway.media.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/** A socket nobody has invited: what it sends, and what it gets for that. */
final class Stranger implements AutoCloseable {

    private final DatagramChannel channel = DatagramChannel.open();
    private final InetSocketAddress target;
    private long bytesSent;

    Stranger(int port) throws IOException {
        target = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        channel.configureBlocking(false);
    }

    void send(byte[] datagram) throws IOException {
        bytesSent += channel.send(ByteBuffer.wrap(datagram), target);
    }

    long bytesSent() {
        return bytesSent;
    }

    /** Bytes that have come back so far. */
    long bytesReceived() throws IOException {
        long received = 0;
        ByteBuffer buffer = ByteBuffer.allocate(4_096);
        while (channel.receive(buffer) != null) {
            received += buffer.position();
            buffer.clear();
        }
        return received;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
