package io.ringway.media.net;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How media sockets are opened.
 *
 * @param addresses local addresses, one socket each and loop; at least one
 * @param port UDP port for all WebRTC media, 0 picks a free one
 * @param loops event loops that read it, 1 to 64; more than 1 needs epoll and shares the port by
 *     SO_REUSEPORT
 * @param datagramsPerRead datagrams one receive call may return, 1 to 1,024
 * @param maxFlows validated remote addresses a socket remembers
 * @param egressSlots datagrams that may wait between one shard and one socket; a power of two
 * @param receiveBufferBytes what the kernel is to hold of what came, for each socket, until it is
 *     read
 * @param wakeIntervalNs least time between two looks of a loop at its sockets, 0 to 20 ms
 * @param io who makes the system calls
 */
public record NetSettings(
        List<InetAddress> addresses,
        int port,
        int loops,
        int datagramsPerRead,
        int maxFlows,
        int egressSlots,
        int receiveBufferBytes,
        long wakeIntervalNs,
        MediaIo io) {

    private static final long LONGEST_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(20);

    public NetSettings {
        addresses = List.copyOf(addresses);
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("media needs at least one local address");
        }
        check(port >= 0 && port <= 65_535, "media port must be 0 to 65535, got " + port);
        check(loops >= 1 && loops <= 64, "media loops must be 1 to 64, got " + loops);
        check(
                datagramsPerRead >= 1 && datagramsPerRead <= 1_024,
                "datagrams per read must be 1 to 1024, got " + datagramsPerRead);
        check(maxFlows >= 1, "max flows must be at least 1, got " + maxFlows);
        check(
                Integer.bitCount(egressSlots) == 1,
                "egress slots must be a power of two, got " + egressSlots);
        check(
                receiveBufferBytes >= 65_536,
                "receive buffer must be at least 65536 bytes, got " + receiveBufferBytes);
        check(
                wakeIntervalNs >= 0 && wakeIntervalNs <= LONGEST_INTERVAL_NS,
                "wake interval must be 0 to 20 ms, got " + wakeIntervalNs + " ns");
    }

    /** By system calls of our own, where they can be made, whenever something has come. */
    public NetSettings(
            List<InetAddress> addresses,
            int port,
            int loops,
            int datagramsPerRead,
            int maxFlows,
            int egressSlots,
            int receiveBufferBytes) {
        this(
                addresses,
                port,
                loops,
                datagramsPerRead,
                maxFlows,
                egressSlots,
                receiveBufferBytes,
                0,
                MediaIo.NATIVE);
    }

    private static void check(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
