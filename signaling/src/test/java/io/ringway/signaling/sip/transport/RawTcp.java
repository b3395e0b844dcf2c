package io.ringway.signaling.sip.transport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** A TCP socket that sends what no stack would. */
final class RawTcp implements AutoCloseable {

    private static final int PATIENCE_MS = 10_000;

    private final Socket socket;
    private final InputStream in;

    RawTcp(InetAddress address, int port) throws IOException {
        socket = new Socket(address, port);
        socket.setSoTimeout(PATIENCE_MS);
        in = socket.getInputStream();
    }

    static RawTcp to(TestStack stack) throws IOException {
        return new RawTcp(TestStack.LOOPBACK, stack.port(SipTransport.TCP));
    }

    RawTcp send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    RawTcp send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    int localPort() {
        return socket.getLocalPort();
    }

    /** The head of the next message; empty when the connection was closed instead. */
    String head() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (int b = read(); b >= 0; b = read()) {
            head.write(b);
            if (head.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
                break;
            }
        }
        return head.toString(StandardCharsets.UTF_8);
    }

    /** That many bytes. */
    String exactly(int count) throws IOException {
        return new String(in.readNBytes(count), StandardCharsets.UTF_8);
    }

    /** Whether nothing more comes and the other side has closed. */
    boolean isClosedByPeer() throws IOException {
        return read() < 0;
    }

    private int read() throws IOException {
        try {
            return in.read();
        } catch (SocketException reset) {
            return -1;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
