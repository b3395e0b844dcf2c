package io.ringway.media.net;

import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The descriptor of a bound UDP socket that never blocks. */
final class NativeDescriptor extends Socket {

    private static final Logger log = LoggerFactory.getLogger(NativeDescriptor.class);

    /** SOL_SOCKET. */
    private static final int SOCKET_LEVEL = 1;

    /** SO_RCVBUFFORCE: beyond net.core.rmem_max, for processes that have CAP_NET_ADMIN. */
    private static final int FORCED_RECEIVE_BUFFER = 33;

    private NativeDescriptor(int fd) {
        super(fd);
    }

    /**
     * Opens and binds a socket.
     *
     * @throws IOException when the system refuses, as it does for a port in use
     */
    static NativeDescriptor bind(InetSocketAddress address, boolean ofIpv6, UdpSockets.Form form)
            throws IOException {
        SocketProtocolFamily family =
                ofIpv6 ? SocketProtocolFamily.INET6 : SocketProtocolFamily.INET;
        NativeDescriptor descriptor = new NativeDescriptor(newSocketDgram0(family));
        try {
            descriptor.receiveInto(form.receiveBytes());
            descriptor.setSendBufferSize(form.sendBytes());
            if (form.reusePort()) {
                descriptor.setReusePort(true);
            }
            descriptor.bind(address);
        } catch (IOException | RuntimeException e) {
            descriptor.close();
            throw e;
        }
        return descriptor;
    }

    /** What {@link #bind} was asked for, or as much of it as the host allows. */
    int receiveBufferBytes() throws IOException {
        return wanted(getReceiveBufferSize());
    }

    /** What gives a socket the buffer it tells: Linux doubles what is wanted, for its own needs. */
    static int wanted(int told) {
        return told / 2;
    }

    private void receiveInto(int bytes) throws IOException {
        setReceiveBufferSize(bytes);
        if (receiveBufferBytes() >= bytes) {
            return;
        }
        try {
            setIntOpt(SOCKET_LEVEL, FORCED_RECEIVE_BUFFER, bytes);
        } catch (IOException e) {
            log.debug("net.core.rmem_max limits a receive buffer of {} bytes", bytes, e);
        }
    }
}
