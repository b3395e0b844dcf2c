package io.ringway.media.net;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.agrona.DirectBuffer;

/**
 * A bound UDP socket of an event loop, by system calls of our own or by a channel of Netty's.
 *
 * <p>Thread: {@link #send} its event loop, {@link #closeOnLoop} who sends by it, if anybody does;
 * the rest any.
 */
sealed interface UdpSocket permits NativeSocket, NettySocket {

    InetSocketAddress localAddress();

    EventLoop loop();

    /** What the kernel holds of what came; less than was wanted where the host limits it. */
    int receiveBufferBytes() throws IOException;

    /** Hands all that comes to {@code ingress} from now on; what came since binding first. */
    void startReading(DatagramIngress ingress);

    /** Sends a datagram outside the queues, now or with those that follow by {@link #flush}. */
    void send(DirectBuffer bytes, int offset, int length, InetSocketAddress remote);

    /** Sends what {@link #send} took. */
    void flush();

    /**
     * Closes the socket on its event loop; nothing is sent by it from now on, and its descriptor is
     * not used again.
     */
    Future<Void> closeOnLoop();
}
