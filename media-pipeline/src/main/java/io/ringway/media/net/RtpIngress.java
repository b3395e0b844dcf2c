package io.ringway.media.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where datagrams of one RTP port enter: all are the same leg's, so they are only classed. Whose
 * they really are is judged on the shard.
 *
 * <p>Thread: the port's event loop.
 */
final class RtpIngress extends ChannelInboundHandlerAdapter {

    private static final Logger log = LoggerFactory.getLogger(RtpIngress.class);

    private final RtpPort port;
    private final int path;
    private final PacketTarget leg;
    private final CounterBlock counters;
    private final StrangerLimit strangers = new StrangerLimit();
    private long arrivalNs;
    private boolean batchOpen;
    private boolean errorLogged;

    /**
     * @param path {@link RtpPort#RTP_PATH} or {@link RtpPort#RTCP_PATH}
     */
    RtpIngress(RtpPort port, int path, PacketTarget leg, CounterBlock loopCounters) {
        this.port = port;
        this.path = path;
        this.leg = leg;
        this.counters = loopCounters;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!batchOpen) {
            batchOpen = true;
            arrivalNs = System.nanoTime();
        }
        DatagramPacket packet = (DatagramPacket) message;
        try {
            onDatagram(packet.sender(), packet.content());
        } catch (RuntimeException | AssertionError | StackOverflowError e) {
            onError(e);
        } finally {
            packet.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        batchOpen = false;
        leg.ring().wakeShard();
    }

    /** Refused sends come back here: an unreachable peer must not cost more than a count. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        counters.increment(Counter.DROP_SEND_FAILED);
    }

    private void onError(Throwable error) {
        counters.increment(Counter.DROP_HANDLER_ERROR);
        if (!errorLogged) {
            errorLogged = true;
            log.error("RTP port {}: a datagram failed; going on", port.localAddress(), error);
        }
    }

    private void onDatagram(InetSocketAddress sender, ByteBuf bytes) {
        counters.increment(Counter.RX_PACKETS);
        counters.add(Counter.RX_BYTES, bytes.readableBytes());
        if (bytes.readableBytes() < 2) {
            counters.increment(Counter.DROP_TRUNCATED);
            return;
        }
        int first = bytes.getUnsignedByte(bytes.readerIndex());
        int second = bytes.getUnsignedByte(bytes.readerIndex() + 1);
        PacketKind kind = PacketKind.of(first, second);
        InetSocketAddress known = port.known(sender);
        if (known == null && !strangers.admit(arrivalNs)) {
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
        leg.ring().publish(kind, leg, sender, path, bytes, arrivalNs, counters);
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
