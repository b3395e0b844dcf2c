package io.ringway.media.engine;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A phone of a few lines: RTP by a socket of its own on loopback, written by hand. */
final class RtpPhone implements AutoCloseable {

    private static final int HEADER_BYTES = 12;
    private static final int PATIENCE_MS = 5_000;

    private final DatagramSocket socket;
    private final int ssrc;
    int payloadType;
    int sequence = 0xFFF0;
    int timestamp = 0x7FFF_F000;

    /** One packet as it came. */
    record Packet(InetSocketAddress from, byte[] bytes) {

        int payloadType() {
            return bytes[1] & 0x7F;
        }

        boolean marker() {
            return bytes[1] < 0;
        }

        int sequence() {
            return ByteBuffer.wrap(bytes).getShort(2) & 0xFFFF;
        }

        int timestamp() {
            return ByteBuffer.wrap(bytes).getInt(4);
        }

        int ssrc() {
            return ByteBuffer.wrap(bytes).getInt(8);
        }

        byte[] payload() {
            return Arrays.copyOfRange(bytes, HEADER_BYTES, bytes.length);
        }
    }

    RtpPhone(int payloadType, int ssrc) throws IOException {
        this.socket = new DatagramSocket(new InetSocketAddress(loopback(), 0));
        this.payloadType = payloadType;
        this.ssrc = ssrc;
    }

    static InetAddress loopback() {
        return InetAddress.getLoopbackAddress();
    }

    InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    /** The next packet of its stream. */
    void send(InetSocketAddress to, byte[] payload, int ticks) throws IOException {
        sendRaw(to, packet(payload));
        sequence = sequence + 1 & 0xFFFF;
        timestamp += ticks;
    }

    void send(InetSocketAddress to, int packets) throws IOException {
        for (int i = 0; i < packets; i++) {
            send(to, payload(sequence), 160);
        }
    }

    /** 160 bytes told by a number. */
    static byte[] payload(int number) {
        byte[] payload = new byte[160];
        Arrays.fill(payload, (byte) (number * 7));
        return payload;
    }

    void sendRaw(InetSocketAddress to, byte[] datagram) throws IOException {
        socket.send(new DatagramPacket(datagram, datagram.length, to));
    }

    byte[] packet(byte[] payload) {
        return ByteBuffer.allocate(HEADER_BYTES + payload.length)
                .put((byte) 0x80)
                .put((byte) payloadType)
                .putShort((short) sequence)
                .putInt(timestamp)
                .putInt(ssrc)
                .put(payload)
                .array();
    }

    /** The next packet that is wanted, others passed over. */
    Packet await(Predicate<Packet> wanted) throws IOException {
        long deadlineNs = System.nanoTime() + PATIENCE_MS * 1_000_000L;
        while (System.nanoTime() - deadlineNs < 0) {
            Packet packet = receive(PATIENCE_MS);
            if (packet == null) {
                break;
            }
            if (wanted.test(packet)) {
                return packet;
            }
        }
        throw new AssertionError("no such packet came within " + PATIENCE_MS + " ms");
    }

    /** The next packet, or null when none comes in time. */
    @Nullable Packet receive(int timeoutMs) throws IOException {
        DatagramPacket datagram = new DatagramPacket(new byte[2_048], 2_048);
        socket.setSoTimeout(timeoutMs);
        try {
            socket.receive(datagram);
        } catch (SocketTimeoutException e) {
            return null;
        }
        byte[] bytes = Arrays.copyOf(datagram.getData(), datagram.getLength());
        return new Packet((InetSocketAddress) datagram.getSocketAddress(), bytes);
    }

    @Override
    public void close() {
        socket.close();
    }
}
