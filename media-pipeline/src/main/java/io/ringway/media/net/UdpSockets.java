package io.ringway.media.net;

import io.ringway.media.counters.CounterBlock;
import java.io.IOException;
import java.net.InetAddress;

/** Binds the UDP sockets of the media plane. Any thread but an event loop. */
sealed interface UdpSockets permits NativeSockets, NettySockets {

    /**
     * How one socket is to be.
     *
     * @param datagramsPerRead datagrams one receive call may return
     * @param receiveBytes wanted size of the kernel's receive buffer
     * @param sendBytes wanted size of its send buffer
     * @param highWaterBytes unsent bytes from which on it takes no more, where any wait outside the
     *     kernel
     * @param reusePort whether others may bind the port too
     * @param oneStream whether one party sends to it, a packet at a time
     */
    record Form(
            int datagramsPerRead,
            int receiveBytes,
            int sendBytes,
            int highWaterBytes,
            boolean reusePort,
            boolean oneStream) {}

    /**
     * Binds a socket; reading is off until {@link UdpSocket#startReading}.
     *
     * @param loop index of its event loop
     * @throws IOException when the port is in use, or the system has no sockets left
     */
    UdpSocket bind(int loop, InetAddress address, int port, Form form) throws IOException;

    /**
     * What a shard sends by to all of them; before the first is read.
     *
     * @param slots of each queue that an event loop empties, a power of two
     */
    ShardEgress egress(CounterBlock shardCounters, int slots);

    /** How they are read and written, for the log. */
    String description();
}
