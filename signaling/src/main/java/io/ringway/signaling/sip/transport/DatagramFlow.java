package io.ringway.signaling.sip.transport;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;

/** One of our UDP sockets and a remote address. Thread: any. */
final class DatagramFlow extends SipFlow {

    private final Channel socket;

    DatagramFlow(Channel socket, InetSocketAddress remote) {
        super(SipTransport.UDP, (InetSocketAddress) socket.localAddress(), remote);
        this.socket = socket;
    }

    /** The same socket towards another address. */
    DatagramFlow to(InetSocketAddress other) {
        return new DatagramFlow(socket, other);
    }

    @Override
    public boolean isOpen() {
        return socket.isOpen();
    }

    @Override
    public void close() {}

    @Override
    void send(byte[] message, SendFailure failed) {
        socket.writeAndFlush(new DatagramPacket(Unpooled.wrappedBuffer(message), remote()))
                .addListener(
                        done -> {
                            if (!done.isSuccess()) {
                                failed.onFailure(done.cause());
                            }
                        });
    }

    /** Two datagrams of the same pair of addresses came by the same flow. */
    @Override
    public boolean equals(Object other) {
        return other instanceof DatagramFlow flow
                && flow.socket == socket
                && flow.remote().equals(remote());
    }

    @Override
    public int hashCode() {
        return 31 * socket.hashCode() + remote().hashCode();
    }
}
