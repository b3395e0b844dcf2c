package io.ringway.server.sip.peer;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * Ports of 127.0.0.1 for programs that must be told theirs: free for UDP and TCP when they were
 * looked for, chosen by the kernel.
 */
public final class FreePort {

    private static final int TRIES = 100;

    private FreePort() {}

    /** A free port. */
    public static int next() throws IOException {
        return firstOf(1);
    }

    /** The first of a number of consecutive ones. */
    static int firstOf(int count) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            int port = offeredByKernel();
            if (port + count <= 0xFFFF && allFree(port, count)) {
                return port;
            }
        }
        throw new IOException("no " + count + " free ports in a row");
    }

    private static int offeredByKernel() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean allFree(int first, int count) {
        for (int port = first; port < first + count; port++) {
            InetSocketAddress address =
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            try (ServerSocket tcp = new ServerSocket();
                    DatagramSocket udp = new DatagramSocket(address)) {
                tcp.bind(address);
                if (!udp.isBound()) {
                    return false;
                }
            } catch (IOException e) {
                return false;
            }
        }
        return true;
    }
}
