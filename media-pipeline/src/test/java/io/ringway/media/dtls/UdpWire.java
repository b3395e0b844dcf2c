package io.ringway.media.dtls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A loopback socket between an association and a peer in another process. */
final class UdpWire implements AutoCloseable {

    private final DatagramSocket socket;
    private final CompletableFuture<SocketAddress> peer = new CompletableFuture<>();

    UdpWire(Consumer<byte[]> receiver) throws IOException {
        socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Thread.ofVirtual().start(() -> read(receiver));
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Names the peer; else it is whoever sends first. */
    void connect(int peerPort) {
        peer.complete(new InetSocketAddress(InetAddress.getLoopbackAddress(), peerPort));
    }

    void send(byte[] datagram) {
        try {
            socket.send(new DatagramPacket(datagram, datagram.length, peer.join()));
        } catch (IOException e) {
            if (!socket.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        socket.close();
    }

    private void read(Consumer<byte[]> receiver) {
        DatagramPacket packet = new DatagramPacket(new byte[2_048], 2_048);
        try {
            while (true) {
                packet.setLength(2_048);
                socket.receive(packet);
                peer.complete(packet.getSocketAddress());
                receiver.accept(Arrays.copyOf(packet.getData(), packet.getLength()));
            }
        } catch (IOException e) {
            if (!socket.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
