package io.ringway.signaling.sip.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The sockets listened on: one for each transport and local address, so that what is sent leaves
 * from the address the far end knows.
 *
 * <p>Thread: {@link #bind} and {@link #close} block; the rest any.
 */
final class Sockets implements AutoCloseable {

    private static final int ATTEMPTS_AT_FREE_PORT = 20;
    private static final int RECEIVE_BUFFER_BYTES = 1 << 20;
    private static final int BACKLOG = 1_024;

    private final EventLoops loops;
    private final List<Channel> open = new ArrayList<>();
    private final Map<InetAddress, Channel> datagram = new HashMap<>();
    private final PeerSockets peers = new PeerSockets();

    Sockets(EventLoops loops) {
        this.loops = loops;
    }

    /**
     * Listens with transports on all addresses, on the same port. Nothing is read before {@link
     * #read}.
     *
     * @param handlers of a datagram socket, or of each connection that comes in
     * @param port 0 for one that is free on all of them
     * @return the port
     * @throws IOException when it is taken; the message says what to change
     */
    int bind(Map<SipTransport, ChannelHandler> handlers, List<InetAddress> addresses, int port)
            throws IOException {
        IOException last = new IOException("no address");
        for (int attempt = 0; attempt < (port == 0 ? ATTEMPTS_AT_FREE_PORT : 1); attempt++) {
            Map<SipTransport, List<Channel>> bound = new EnumMap<>(SipTransport.class);
            try {
                int taken = port;
                for (Map.Entry<SipTransport, ChannelHandler> each : handlers.entrySet()) {
                    List<Channel> channels = new ArrayList<>();
                    bound.put(each.getKey(), channels);
                    taken = bindAll(each.getKey(), addresses, taken, each.getValue(), channels);
                }
                bound.forEach(this::keep);
                return taken;
            } catch (IOException e) {
                bound.values().forEach(Sockets::close);
                last = e;
            }
        }
        throw last;
    }

    private static void close(List<Channel> channels) {
        channels.forEach(channel -> channel.close().awaitUninterruptibly());
    }

    private int bindAll(
            SipTransport transport,
            List<InetAddress> addresses,
            int port,
            ChannelHandler handler,
            List<Channel> bound)
            throws IOException {
        int taken = port;
        for (InetAddress address : addresses) {
            ChannelFuture future =
                    transport == SipTransport.UDP
                            ? bindDatagram(new InetSocketAddress(address, taken), handler)
                            : bindListener(new InetSocketAddress(address, taken), handler);
            if (!future.awaitUninterruptibly().isSuccess()) {
                throw cannotListen(transport, address, taken, future.cause());
            }
            bound.add(future.channel());
            taken = ((InetSocketAddress) future.channel().localAddress()).getPort();
        }
        return taken;
    }

    private void keep(SipTransport transport, List<Channel> bound) {
        open.addAll(bound);
        if (transport == SipTransport.UDP) {
            for (Channel channel : bound) {
                datagram.put(((InetSocketAddress) channel.localAddress()).getAddress(), channel);
            }
        }
    }

    private ChannelFuture bindDatagram(InetSocketAddress address, ChannelHandler handler) {
        return new Bootstrap()
                .group(loops.group())
                .channelFactory(() -> loops.datagramChannel(address.getAddress()))
                .option(ChannelOption.SO_RCVBUF, RECEIVE_BUFFER_BYTES)
                .option(ChannelOption.RECVBUF_ALLOCATOR, loops.datagramBuffers())
                .option(ChannelOption.AUTO_READ, false)
                .handler(handler)
                .bind(address);
    }

    private ChannelFuture bindListener(InetSocketAddress address, ChannelHandler handler) {
        return new ServerBootstrap()
                .group(loops.group())
                .channel(loops.listenerType())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.AUTO_READ, true)
                .childHandler(handler)
                .bind(address);
    }

    private static IOException cannotListen(
            SipTransport transport, InetAddress address, int port, Throwable cause) {
        return new IOException(
                "cannot listen for SIP over "
                        + transport
                        + " on "
                        + address.getHostAddress()
                        + " port "
                        + port
                        + ": "
                        + cause.getMessage()
                        + "; choose another address or port (0 takes a free port)",
                cause);
    }

    /** Begins to read. */
    void read() {
        open.forEach(channel -> channel.config().setAutoRead(true));
    }

    /** Remembers which socket a peer uses, where there is a choice. */
    void heard(DatagramFlow flow) {
        if (datagram.size() > 1) {
            peers.heard(flow);
        }
    }

    /** The local address a peer was last heard by, where there is a choice; else null. */
    @Nullable InetAddress heardAt(InetSocketAddress remote) {
        DatagramFlow heard = peers.flowTo(remote);
        return heard == null ? null : heard.local().getAddress();
    }

    /**
     * The way of datagrams to a peer: the one it was last heard by, else from a local address.
     *
     * @throws IOException when there is no UDP socket of that address
     */
    SipFlow datagramFlow(InetAddress local, InetSocketAddress remote) throws IOException {
        DatagramFlow heard = peers.flowTo(remote);
        if (heard != null) {
            return heard;
        }
        Channel socket = datagram.get(local);
        if (socket == null) {
            throw new IOException("no UDP socket leads to " + remote.getAddress().getHostAddress());
        }
        return new DatagramFlow(socket, remote);
    }

    @Override
    public void close() {
        close(open);
    }
}
