package io.ringway.signaling.sip.transport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A name server on loopback (RFC 1035 over UDP) that knows SRV and A records it is given. */
final class NameServer implements AutoCloseable {

    private static final int A = 1;
    private static final int SRV = 33;
    private static final int NO_SUCH_NAME = 3;
    private static final int HEADER_BYTES = 12;

    private final DatagramSocket socket;
    private final Map<String, List<byte[]>> records = new ConcurrentHashMap<>();
    private final AtomicInteger questions = new AtomicInteger();
    private volatile int ttlS = 600;
    private volatile boolean silent;

    NameServer() throws IOException {
        socket = new DatagramSocket(0, TestStack.LOOPBACK);
        Thread.ofVirtual().name("test-dns").start(this::serve);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(socket.getLocalAddress(), socket.getLocalPort());
    }

    int questions() {
        return questions.get();
    }

    /** Whether it answers nobody. */
    void silence(boolean on) {
        silent = on;
    }

    NameServer ttl(int seconds) {
        ttlS = seconds;
        return this;
    }

    NameServer host(String name, String address) {
        add(A, name, InetAddress.ofLiteral(address).getAddress());
        return this;
    }

    NameServer service(String name, int priority, int weight, int port, String target) {
        var data = new ByteArrayOutputStream();
        for (int number : new int[] {priority, weight, port}) {
            data.write(number >> 8);
            data.write(number);
        }
        for (String label : target.split("\\.")) {
            data.write(label.length());
            data.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
        }
        data.write(0);
        add(SRV, name, data.toByteArray());
        return this;
    }

    private void add(int type, String name, byte[] data) {
        records.computeIfAbsent(type + " " + name, n -> new CopyOnWriteArrayList<>()).add(data);
    }

    private void serve() {
        byte[] room = new byte[1_500];
        while (!socket.isClosed()) {
            DatagramPacket question = new DatagramPacket(room, room.length);
            try {
                socket.receive(question);
                questions.incrementAndGet();
                if (silent) {
                    continue;
                }
                byte[] answer = answer(Arrays.copyOf(room, question.getLength()));
                socket.send(new DatagramPacket(answer, answer.length, question.getSocketAddress()));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private byte[] answer(byte[] question) {
        StringBuilder name = new StringBuilder();
        int at = HEADER_BYTES;
        while (question[at] != 0) {
            name.append(name.isEmpty() ? "" : ".")
                    .append(new String(question, at + 1, question[at], StandardCharsets.US_ASCII));
            at += question[at] + 1;
        }
        int type = question[at + 2];
        String key = type + " " + name.toString().toLowerCase(Locale.ROOT);
        List<byte[]> found = records.getOrDefault(key, List.of());
        var out = new ByteArrayOutputStream();
        out.write(question, 0, 2);
        out.writeBytes(new byte[] {(byte) 0x85, (byte) (found.isEmpty() ? NO_SUCH_NAME : 0)});
        out.writeBytes(new byte[] {0, 1, 0, (byte) found.size(), 0, 0, 0, 0});
        out.write(question, HEADER_BYTES, at + 5 - HEADER_BYTES);
        for (byte[] data : found) {
            out.writeBytes(new byte[] {(byte) 0xC0, HEADER_BYTES, 0, (byte) type, 0, 1, 0, 0});
            out.writeBytes(new byte[] {(byte) (ttlS >> 8), (byte) ttlS, 0, (byte) data.length});
            out.writeBytes(data);
        }
        return out.toByteArray();
    }

    @Override
    public void close() {
        socket.close();
    }
}
