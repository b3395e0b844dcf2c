package io.ringway.server.sip.phone;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** Whole SIP messages to and from one server, over UDP or one connection, TCP or TLS. */
public abstract sealed class SipSocket implements AutoCloseable {

    private static final Pattern LENGTH =
            Pattern.compile("(?im)^(?:content-length|l)\\s*:\\s*(\\d+)");

    /** A socket on a free port of 127.0.0.1, for a server's port or, by 0, the first that calls. */
    public static SipSocket udp(int serverPort) throws IOException {
        return udp(new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort));
    }

    /** A socket on a free port of the server's address; its port may be 0, as above. */
    static SipSocket udp(InetSocketAddress server) throws IOException {
        return new Udp(server);
    }

    /** A connection to a server on 127.0.0.1. */
    public static SipSocket tcp(int serverPort) throws IOException {
        return tcp(new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort));
    }

    static SipSocket tcp(InetSocketAddress server) throws IOException {
        return new Connection("TCP", new Socket(server.getAddress(), server.getPort()));
    }

    /** An encrypted connection; who trusts whom, and what is shown, is up to the context. */
    static SipSocket tls(InetSocketAddress server, SSLContext context) throws IOException {
        SSLSocket socket =
                (SSLSocket)
                        context.getSocketFactory()
                                .createSocket(server.getAddress(), server.getPort());
        socket.startHandshake();
        return new Connection("TLS", socket);
    }

    /** As in a Via header: UDP, TCP or TLS. */
    public abstract String transport();

    public abstract int port();

    /** Where it is bound. */
    abstract InetAddress address();

    /** Sends bytes as they are. */
    public abstract void send(byte[] bytes) throws IOException;

    /** Waits for the next message; null at the end of the connection. */
    abstract byte @Nullable [] receive() throws IOException;

    @Override
    public abstract void close() throws IOException;

    private static final class Udp extends SipSocket {

        private final DatagramSocket socket;
        private volatile InetSocketAddress server;

        Udp(InetSocketAddress server) throws IOException {
            socket = new DatagramSocket(0, server.getAddress());
            this.server = server;
        }

        @Override
        public String transport() {
            return "UDP";
        }

        @Override
        public int port() {
            return socket.getLocalPort();
        }

        @Override
        InetAddress address() {
            return socket.getLocalAddress();
        }

        @Override
        public void send(byte[] bytes) throws IOException {
            socket.send(new DatagramPacket(bytes, bytes.length, server));
        }

        @Override
        byte[] receive() throws IOException {
            DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
            socket.receive(packet);
            if (server.getPort() == 0) {
                server = new InetSocketAddress(packet.getAddress(), packet.getPort());
            }
            return Arrays.copyOf(packet.getData(), packet.getLength());
        }

        @Override
        public void close() {
            socket.close();
        }
    }

    private static final class Connection extends SipSocket {

        private final String transport;
        private final Socket socket;
        private final InputStream in;

        Connection(String transport, Socket socket) throws IOException {
            this.transport = transport;
            this.socket = socket;
            in = new BufferedInputStream(socket.getInputStream());
        }

        @Override
        public String transport() {
            return transport;
        }

        @Override
        public int port() {
            return socket.getLocalPort();
        }

        @Override
        InetAddress address() {
            return socket.getLocalAddress();
        }

        @Override
        public void send(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
        }

        @Override
        byte @Nullable [] receive() throws IOException {
            ByteArrayOutputStream message = new ByteArrayOutputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                boolean leading = message.size() == 0 && (next == '\r' || next == '\n');
                if (!leading) {
                    message.write(next);
                }
                if (endsHead(message)) {
                    message.write(in.readNBytes(length(message)));
                    return message.toByteArray();
                }
            }
            return null;
        }

        private static boolean endsHead(ByteArrayOutputStream message) {
            byte[] all = message.size() < 4 ? new byte[4] : message.toByteArray();
            int end = all.length;
            return all[end - 4] == '\r'
                    && all[end - 3] == '\n'
                    && all[end - 2] == '\r'
                    && all[end - 1] == '\n';
        }

        private static int length(ByteArrayOutputStream head) {
            Matcher found = LENGTH.matcher(head.toString(StandardCharsets.UTF_8));
            return found.find() ? Integer.parseInt(found.group(1)) : 0;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
