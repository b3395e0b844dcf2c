package io.ringway.media.net;

import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.net.InetSocketAddress;

/** The descriptor of a bound UDP socket that never blocks. */
final class NativeDescriptor extends Socket {

    private NativeDescriptor(int fd) {
        super(fd);
    }

    /**
     * Opens and binds a socket.
     *
     * @throws IOException when the system refuses, as it does for a port in use
     */
    static NativeDescriptor bind(
            InetSocketAddress address, boolean ofIpv6, int bufferBytes, boolean reusePort)
            throws IOException {
        SocketProtocolFamily family =
                ofIpv6 ? SocketProtocolFamily.INET6 : SocketProtocolFamily.INET;
        NativeDescriptor descriptor = new NativeDescriptor(newSocketDgram0(family));
        try {
            descriptor.setReceiveBufferSize(bufferBytes);
            descriptor.setSendBufferSize(bufferBytes);
            if (reusePort) {
                descriptor.setReusePort(true);
            }
            descriptor.bind(address);
        } catch (IOException | RuntimeException e) {
            descriptor.close();
            throw e;
        }
        return descriptor;
    }
}
