package io.ringway.signaling.sip.transport;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A UDP socket that sends what no stack would. */
final class RawUdp implements AutoCloseable {

    private static final int PATIENCE_MS = 10_000;
    private static final int MAX_BYTES = 65_535;

    private final DatagramSocket socket;
    private final InetSocketAddress target;

    RawUdp(InetSocketAddress local, InetSocketAddress target) throws IOException {
        this.socket = new DatagramSocket(local);
        this.target = target;
        socket.setSoTimeout(PATIENCE_MS);
    }

    static RawUdp to(TestStack stack) throws IOException {
        return new RawUdp(
                new InetSocketAddress(TestStack.LOOPBACK, 0),
                new InetSocketAddress(TestStack.LOOPBACK, stack.port(SipTransport.UDP)));
    }

    /** From an address of its own on loopback. */
    static RawUdp from(String address, int port, TestStack stack) throws IOException {
        return new RawUdp(
                new InetSocketAddress(InetAddress.ofLiteral(address), port),
                new InetSocketAddress(TestStack.LOOPBACK, stack.port(SipTransport.UDP)));
    }

    RawUdp send(byte[] bytes) throws IOException {
        socket.send(new DatagramPacket(bytes, bytes.length, target));
        return this;
    }

    RawUdp send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    int localPort() {
        return socket.getLocalPort();
    }

    /** The next datagram; empty when none comes. */
    String receive() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[MAX_BYTES], MAX_BYTES);
        try {
            socket.receive(packet);
            return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
        } catch (SocketTimeoutException nothing) {
            return "";
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
