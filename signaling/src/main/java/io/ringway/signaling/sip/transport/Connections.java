package io.ringway.signaling.sip.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.netty.util.concurrent.Promise;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * All connections of a stack, theirs and ours. One that leads to where something is to be sent is
 * used again; else one is opened.
 *
 * <p>Thread: any; nothing blocks but {@link #close}.
 */
final class Connections implements AutoCloseable {

    private final EventLoops loops;
    private final SipLimits limits;
    private final CounterBlock counters;
    private final ConnectionCaps caps;
    private final StreamPipeline pipeline;
    private final LocalAddresses addresses;
    private final Consumer<SipFlow> onClosed;
    private boolean closed;
    private final ConcurrentHashMap<ConnectionKey, StreamFlow> open = new ConcurrentHashMap<>();
    private final ChannelGroup channels =
            new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);

    Connections(
            EventLoops loops,
            SipLimits limits,
            CounterBlock counters,
            StreamPipeline pipeline,
            LocalAddresses addresses,
            Consumer<SipFlow> onClosed) {
        this.loops = loops;
        this.limits = limits;
        this.counters = counters;
        this.caps = new ConnectionCaps(limits.maxConnections(), limits.maxConnectionsPerAddress());
        this.pipeline = pipeline;
        this.addresses = addresses;
        this.onClosed = onClosed;
    }

    /** Connections that are open or being opened. */
    int count() {
        return caps.open();
    }

    /** Sets a connection up that came in, or closes it when there are too many. */
    ChannelInitializer<Channel> incoming(SipTransport transport) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) throws IOException {
                accept(transport, channel);
            }
        };
    }

    private void accept(SipTransport transport, Channel channel) throws IOException {
        InetSocketAddress remote = (InetSocketAddress) channel.remoteAddress();
        if (remote == null || !caps.tryEnter(remote.getAddress())) {
            counters.incrementShared(Counter.DROP_SIP_CONNECTION_LIMIT);
            channel.close();
            return;
        }
        counters.incrementShared(Counter.SIP_CONNECTIONS_OPENED);
        channels.add(channel);
        StreamFlow flow = pipeline.accept(transport, channel, remote);
        watch(channel, flow, new ConnectionKey(transport, remote, ""));
    }

    /**
     * The connection to a peer, a new one if there is none.
     *
     * @param host whose certificate it must show if it is encrypted
     * @throws IOException when there may be none; that it fails later is told by what is sent
     */
    StreamFlow openTo(SipTransport transport, InetSocketAddress remote, String host)
            throws IOException {
        StreamFlow theirs = open.get(new ConnectionKey(transport, remote, ""));
        if (theirs != null && theirs.isOpen() && !transport.isSecure()) {
            return theirs;
        }
        ConnectionKey key = new ConnectionKey(transport, remote, transport.isSecure() ? host : "");
        StreamFlow ours = open.get(key);
        if (ours != null && ours.isOpen()) {
            return ours;
        }
        return connect(key, host);
    }

    private synchronized StreamFlow connect(ConnectionKey key, String host) throws IOException {
        StreamFlow meanwhile = open.get(key);
        if (meanwhile != null && meanwhile.isOpen()) {
            return meanwhile;
        }
        InetAddress peer = key.remote().getAddress();
        if (closed) {
            throw new IOException("the SIP stack is closed");
        }
        if (!caps.tryEnter(peer)) {
            counters.incrementShared(Counter.DROP_SIP_CONNECTION_LIMIT);
            throw new IOException("too many SIP connections to open another to " + peer);
        }
        counters.incrementShared(Counter.SIP_CONNECTIONS_OPENED);
        InetSocketAddress local = new InetSocketAddress(addresses.leadingTo(key.remote()), 0);
        EventLoop loop = loops.group().next();
        Promise<Channel> ready = loop.newPromise();
        StreamFlow flow = StreamFlow.ours(key.transport(), local, key.remote(), ready);
        open.put(key, flow);
        start(loop, key, host, local, flow, ready);
        return flow;
    }

    private void start(
            EventLoop loop,
            ConnectionKey key,
            String host,
            InetSocketAddress local,
            StreamFlow flow,
            Promise<Channel> ready) {
        ChannelFuture connecting =
                new Bootstrap()
                        .group(loop)
                        .channel(loops.connectionType())
                        .option(ChannelOption.TCP_NODELAY, true)
                        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, limits.connectTimeoutMs())
                        .handler(pipeline.outgoing(key.transport(), flow, host, ready))
                        .connect(key.remote(), local);
        channels.add(connecting.channel());
        watch(connecting.channel(), flow, key);
        connecting.addListener(
                done -> {
                    if (!done.isSuccess()) {
                        ready.tryFailure(done.cause());
                    } else if (key.transport() == SipTransport.TCP) {
                        ready.trySuccess(connecting.channel());
                    }
                });
    }

    private void watch(Channel channel, StreamFlow flow, ConnectionKey key) {
        if (!flow.outbound()) {
            open.put(key, flow);
        }
        channel.closeFuture()
                .addListener(
                        closed -> {
                            caps.leave(key.remote().getAddress());
                            open.remove(key, flow);
                            onClosed.accept(flow);
                        });
    }

    @Override
    public void close() {
        refuseMore();
        channels.close().awaitUninterruptibly();
    }

    private synchronized void refuseMore() {
        closed = true;
    }
}
