package io.ringway.server.sip.peer;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports of 127.0.0.1 for programs that must be told theirs: free for UDP and TCP when they were
 * looked for. They lie below those that the kernel gives to others, and above those that calls
 * take, and no two of this process are the same until all have been given.
 */
public final class FreePort {

    private static final int TRIES = 1_000;
    private static final int LOWEST = 20_000;
    private static final int PORTS = 12_000;

    /** Other processes begin elsewhere. */
    private static final AtomicInteger GIVEN =
            new AtomicInteger((int) (ProcessHandle.current().pid() * 97 % PORTS) & ~1);

    private FreePort() {}

    /** A free port. */
    public static int next() throws IOException {
        return firstOf(1);
    }

    /** The first of a number of consecutive ones. */
    static int firstOf(int count) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            int step = count + (count & 1);
            int port = LOWEST + Math.floorMod(GIVEN.getAndAdd(step), PORTS);
            if (allFree(port, count)) {
                return port;
            }
        }
        throw new IOException("no " + count + " free ports in a row");
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
