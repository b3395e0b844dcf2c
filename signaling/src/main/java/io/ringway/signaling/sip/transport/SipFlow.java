package io.ringway.signaling.sip.transport;

import io.ringway.media.AddressLiteral;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a message came by: a connection, or the pair of addresses of a datagram. A registration
 * keeps it so that its client is reached behind NAT and in a browser (RFC 5626 §3.3, RFC 7118 §5).
 *
 * <p>Thread: any.
 */
public abstract sealed class SipFlow permits DatagramFlow, StreamFlow, WebSocketFlow {

    private static final AtomicLong IDS = new AtomicLong();

    private final long id = IDS.incrementAndGet();
    private final SipTransport transport;
    private final InetSocketAddress local;
    private final InetSocketAddress remote;

    SipFlow(SipTransport transport, InetSocketAddress local, InetSocketAddress remote) {
        this.transport = transport;
        this.local = local;
        this.remote = remote;
    }

    /** Tells flows of this process apart. */
    public final long id() {
        return id;
    }

    public final SipTransport transport() {
        return transport;
    }

    /** Our side: of a connection we opened, with the port it leaves from. */
    public final InetSocketAddress local() {
        return local;
    }

    public final InetSocketAddress remote() {
        return remote;
    }

    /** Whether it can carry a message; a datagram's always can. */
    public abstract boolean isOpen();

    /** Closes the connection; does nothing for datagrams. */
    public abstract void close();

    /**
     * Sends a whole message.
     *
     * @param failed told, on an event loop, when it could not be handed to the network
     */
    abstract void send(byte[] message, SendFailure failed);

    /** Hears that a message was not sent. */
    interface SendFailure {
        void onFailure(Throwable cause);
    }

    @Override
    public String toString() {
        return transport.parameter()
                + " "
                + AddressLiteral.inUri(remote.getAddress())
                + ":"
                + remote.getPort();
    }
}
