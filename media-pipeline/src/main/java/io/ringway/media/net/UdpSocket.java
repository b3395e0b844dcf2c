package io.ringway.media.net;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import org.agrona.DirectBuffer;

/**
 * A bound UDP socket of an event loop, by system calls of our own or by a channel of Netty's.
 *
 * <p>Thread: {@link #write}, {@link #send} and {@link #flush} its event loop, the rest any.
 */
sealed interface UdpSocket permits NativeSocket, NettySocket {

    InetSocketAddress localAddress();

    EventLoop loop();

    /** Hands all that comes to {@code ingress} from now on; what came since binding first. */
    void startReading(DatagramIngress ingress);

    /**
     * Takes a datagram of the egress queues, which is counted.
     *
     * @param bytes off-heap; stay as they are until {@link #flush} has returned
     */
    void write(DirectBuffer bytes, int length, InetSocketAddress remote);

    /** Takes a datagram outside the queues; its bytes are copied. */
    void send(DirectBuffer bytes, int offset, int length, InetSocketAddress remote);

    /** Sends what was taken. */
    void flush();

    /** Closes the socket on its event loop; its descriptor is not used again. */
    Future<Void> closeOnLoop();
}
