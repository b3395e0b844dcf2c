package io.ringway.media.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.concurrent.Future;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import java.net.InetSocketAddress;
import org.agrona.DirectBuffer;

/** A UDP socket by a channel of Netty's. Thread: see {@link UdpSocket}. */
final class NettySocket implements UdpSocket {

    private final Channel channel;
    private final CounterBlock counters;

    /**
     * @param channel bound, with a {@link NettyReader} in its pipeline
     */
    NettySocket(Channel channel, CounterBlock loopCounters) {
        this.channel = channel;
        this.counters = loopCounters;
    }

    @Override
    public InetSocketAddress localAddress() {
        return (InetSocketAddress) channel.localAddress();
    }

    @Override
    public EventLoop loop() {
        return channel.eventLoop();
    }

    @Override
    public int receiveBufferBytes() {
        int told = channel.config().getOption(ChannelOption.SO_RCVBUF);
        // By NIO, the JDK tells what was wanted.
        return channel instanceof EpollDatagramChannel ? NativeDescriptor.wanted(told) : told;
    }

    @Override
    public void startReading(DatagramIngress ingress) {
        channel.pipeline().get(NettyReader.class).handTo(ingress);
        channel.config().setAutoRead(true);
    }

    /** Takes a datagram of the egress queues, which is counted. */
    void write(DirectBuffer bytes, int length, InetSocketAddress remote) {
        if (channel.isWritable()) {
            send(bytes, 0, length, remote);
        } else {
            counters.increment(Counter.DROP_EGRESS_QUEUE);
        }
    }

    @Override
    public void send(DirectBuffer bytes, int offset, int length, InetSocketAddress remote) {
        ByteBuf datagram = channel.alloc().directBuffer(length);
        bytes.getBytes(offset, datagram.internalNioBuffer(0, length), length);
        datagram.writerIndex(length);
        channel.write(new DatagramPacket(datagram, remote), channel.voidPromise());
        counters.increment(Counter.TX_PACKETS);
        counters.add(Counter.TX_BYTES, length);
    }

    @Override
    public void flush() {
        channel.flush();
    }

    @Override
    public Future<Void> closeOnLoop() {
        return channel.close();
    }
}
