package io.ringway.media.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DatagramPacket;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import java.net.InetSocketAddress;

/**
 * Where datagrams of one RTP port enter: all are the same leg's, so they are only classed. Whose
 * they really are is judged on the shard.
 *
 * <p>Thread: the port's event loop.
 */
final class RtpIngress extends DatagramIngress {

    private final RtpPort port;
    private final int path;
    private final PacketTarget leg;
    private final StrangerLimit strangers = new StrangerLimit();

    /**
     * @param path {@link RtpPort#RTP_PATH} or {@link RtpPort#RTCP_PATH}
     */
    RtpIngress(RtpPort port, int path, PacketTarget leg, CounterBlock loopCounters) {
        super(loopCounters);
        this.port = port;
        this.path = path;
        this.leg = leg;
    }

    @Override
    void onBatchEnd(ChannelHandlerContext context) {
        leg.ring().wakeShard();
    }

    @Override
    String name() {
        return "RTP port " + port.localAddress();
    }

    @Override
    void onDatagram(ChannelHandlerContext context, PacketKind kind, DatagramPacket packet) {
        InetSocketAddress sender = packet.sender();
        ByteBuf bytes = packet.content();
        InetSocketAddress known = port.known(sender);
        if (known == null && !strangers.admit(arrivalNs())) {
            counters.increment(Counter.DROP_RTP_STRANGER_LIMIT);
            return;
        }
        switch (kind) {
            case RTP -> onMedia(kind, Counter.RX_RTP, known == null ? sender : known, bytes);
            case RTCP -> onMedia(kind, Counter.RX_RTCP, known == null ? sender : known, bytes);
            case DTLS -> onDtls(sender, bytes);
            case STUN, UNKNOWN -> counters.increment(Counter.DROP_UNKNOWN_PACKET);
        }
    }

    private void onMedia(
            PacketKind kind, Counter received, InetSocketAddress sender, ByteBuf bytes) {
        counters.increment(received);
        if (kind == PacketKind.RTP && path == RtpPort.RTCP_PATH) {
            counters.increment(Counter.DROP_UNKNOWN_PACKET);
            return;
        }
        leg.ring().publish(kind, leg, sender, path, bytes, arrivalNs(), counters);
    }

    /** Keys for the odd port would take a handshake of its own; with DTLS RTCP is multiplexed. */
    private void onDtls(InetSocketAddress sender, ByteBuf bytes) {
        counters.increment(Counter.RX_DTLS);
        if (path == RtpPort.RTP_PATH && port.takesDtls(sender)) {
            leg.onDtls(bytes);
        } else {
            counters.increment(Counter.DROP_DTLS_SOURCE);
        }
    }
}
