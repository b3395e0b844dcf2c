package io.ringway.media.net;

import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoop;
import io.netty.channel.epoll.Epoll;
import io.ringway.media.counters.CounterBlock;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Sockets by system calls of our own, on Netty's epoll loops. */
final class NativeSockets implements UdpSockets {

    private final List<NativeLoop> loops = new ArrayList<>();

    /**
     * @param loops epoll's
     * @param datagramsPerRead most that any socket will read by one call
     * @param loopCounters a block a loop
     */
    NativeSockets(List<EventLoop> loops, int datagramsPerRead, List<CounterBlock> loopCounters) {
        SocketCalls.prepare();
        for (int i = 0; i < loops.size(); i++) {
            IoEventLoop loop = (IoEventLoop) loops.get(i);
            this.loops.add(new NativeLoop(loop, datagramsPerRead, loopCounters.get(i)));
        }
    }

    /** Whether this is Linux as {@link MessageHeaders} knows it, with epoll and native access. */
    static boolean areAvailable() {
        return Epoll.isAvailable()
                && ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN
                && System.getProperty("sun.arch.data.model", "64").equals("64")
                && NativeSockets.class.getModule().isNativeAccessEnabled();
    }

    @Override
    public UdpSocket bind(int loop, InetAddress address, int port, Form form) throws IOException {
        boolean ipv6 = address instanceof Inet6Address;
        NativeDescriptor descriptor =
                NativeDescriptor.bind(new InetSocketAddress(address, port), ipv6, form);
        return new NativeSocket(loops.get(loop), descriptor, ipv6, form);
    }

    @Override
    public ShardEgress egress(CounterBlock shardCounters, int slots) {
        return new NativeEgress(shardCounters);
    }

    @Override
    public String description() {
        return "epoll, system calls of our own";
    }
}
