package io.ringway.server.sip.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports of 127.0.0.1 for programs that must be told theirs: free for UDP and TCP when they were
 * looked for. They lie below those that the kernel gives to others, and above those that calls
 * take. Each process that runs tests has a region of them to itself, and no two that one gives are
 * the same until all of the region have been given.
 */
public final class FreePort {

    private static final int TRIES = 1_000;
    private static final int LOWEST = 20_000;
    private static final int REGION_PORTS = 1_000;
    private static final int REGIONS = 12;

    /** One byte of a file that all processes lock their regions in; kept until this one ends. */
    private static final FileLock REGION = region();

    private static final int FIRST = LOWEST + REGION_PORTS * (int) REGION.position();
    private static final AtomicInteger GIVEN = new AtomicInteger();

    private FreePort() {}

    /** A free port. */
    public static int next() throws IOException {
        return firstOf(1);
    }

    /** The first of a number of consecutive ones. */
    static int firstOf(int count) throws IOException {
        int step = count + (count & 1);
        for (int i = 0; i < TRIES; i++) {
            int offset = Math.floorMod(GIVEN.getAndAdd(step), REGION_PORTS);
            if (offset + count <= REGION_PORTS && allFree(FIRST + offset, count)) {
                return FIRST + offset;
            }
        }
        throw new IOException("no " + count + " free ports in a row");
    }

    private static FileLock region() {
        String name = "ringway-test-ports-" + System.getProperty("user.name");
        Path file = Path.of(System.getProperty("java.io.tmpdir"), name);
        try {
            FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock taken = null;
            for (int region = 0; taken == null && region < REGIONS; region++) {
                taken = channel.tryLock(region, 1, false);
            }
            return Objects.requireNonNull(taken, "each region of ports has a process already");
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be locked", e);
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
