package io.ringway.media.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DatagramPacket;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where every datagram enters: classed by its first byte, its leg found, its bytes put on the leg's
 * ring. Connectivity checks are answered right here; an address no check has validated gets nothing
 * else.
 *
 * <p>Thread: the socket's event loop.
 */
public final class UdpIngress extends DatagramIngress {

    private static final Logger log = LoggerFactory.getLogger(UdpIngress.class);
    private static final int MAX_FAILURES_LOGGED = 3;

    private final MediaSocket socket;
    private final StunIngress stun;
    private final List<MediaRing> touched = new ArrayList<>();
    private int failuresLogged;

    /**
     * Makes the reader of one socket.
     *
     * @param stun what is done with STUN; one per socket
     */
    public UdpIngress(MediaSocket socket, StunIngress stun, CounterBlock loopCounters) {
        super(loopCounters);
        this.socket = socket;
        this.stun = stun;
    }

    @Override
    void onBatchEnd(ChannelHandlerContext context) {
        for (int i = 0; i < touched.size(); i++) {
            touched.get(i).wakeShard();
        }
        touched.clear();
        stun.flush(context);
    }

    @Override
    String name() {
        return "media socket " + socket.localAddress();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        super.exceptionCaught(context, cause);
        if (failuresLogged++ < MAX_FAILURES_LOGGED) {
            log.warn("{}: {}", name(), cause.toString());
        }
    }

    @Override
    void onDatagram(ChannelHandlerContext context, PacketKind kind, DatagramPacket packet) {
        ByteBuf bytes = packet.content();
        switch (kind) {
            case STUN -> {
                counters.increment(Counter.RX_STUN);
                touch(stun.onStun(context, packet, arrivalNs()));
            }
            case DTLS -> onDtls(packet.sender(), bytes);
            case RTP -> onMedia(kind, Counter.RX_RTP, packet.sender(), bytes);
            case RTCP -> onMedia(kind, Counter.RX_RTCP, packet.sender(), bytes);
            case UNKNOWN -> counters.increment(Counter.DROP_UNKNOWN_PACKET);
        }
    }

    private void onMedia(
            PacketKind kind, Counter received, InetSocketAddress sender, ByteBuf bytes) {
        counters.increment(received);
        Flow flow = socket.flows().find(sender);
        if (flow == null) {
            counters.increment(Counter.DROP_UNVALIDATED_SOURCE);
            return;
        }
        for (int i = 0; i < flow.claimants(); i++) {
            PacketTarget target = flow.claimant(i);
            MediaRing ring = target.ring();
            ring.publish(kind, target, flow.remote(), socket.path(), bytes, arrivalNs(), counters);
            touch(ring);
        }
    }

    private void onDtls(InetSocketAddress sender, ByteBuf bytes) {
        counters.increment(Counter.RX_DTLS);
        Flow flow = socket.flows().find(sender);
        if (flow == null) {
            counters.increment(Counter.DROP_DTLS_BEFORE_ICE);
            return;
        }
        for (int i = 0; i < flow.claimants(); i++) {
            flow.claimant(i).onDtls(bytes);
        }
    }

    private void touch(@Nullable MediaRing ring) {
        if (ring != null && !touched.contains(ring)) {
            touched.add(ring);
        }
    }
}
