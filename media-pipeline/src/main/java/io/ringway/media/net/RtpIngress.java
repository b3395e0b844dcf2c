package io.ringway.media.net;

import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import java.net.InetSocketAddress;
import org.agrona.DirectBuffer;

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
    private final LoopTurn turn;
    private final StrangerLimit strangers = new StrangerLimit();

    /**
     * @param path {@link RtpPort#RTP_PATH} or {@link RtpPort#RTCP_PATH}
     * @param turn of the port's event loop
     */
    RtpIngress(RtpPort port, int path, PacketTarget leg, LoopTurn turn, CounterBlock loopCounters) {
        super(loopCounters);
        this.turn = turn;
        this.port = port;
        this.path = path;
        this.leg = leg;
    }

    @Override
    void onBatchEnd() {
        turn.wakeSoon(leg.ring());
    }

    @Override
    String name() {
        return "RTP port " + port.localAddress();
    }

    @Override
    void onDatagram(PacketKind kind, DirectBuffer bytes, int length, InetSocketAddress sender) {
        InetSocketAddress known = port.known(sender);
        if (known == null && !strangers.admit(arrivalNs())) {
            counters.increment(Counter.DROP_RTP_STRANGER_LIMIT);
            return;
        }
        InetSocketAddress source = known == null ? sender : known;
        switch (kind) {
            case RTP -> onMedia(kind, Counter.RX_RTP, bytes, length, source);
            case RTCP -> onMedia(kind, Counter.RX_RTCP, bytes, length, source);
            case DTLS -> onDtls(bytes, length, sender);
            case STUN, UNKNOWN -> counters.increment(Counter.DROP_UNKNOWN_PACKET);
        }
    }

    private void onMedia(
            PacketKind kind,
            Counter received,
            DirectBuffer bytes,
            int length,
            InetSocketAddress source) {
        counters.increment(received);
        if (kind == PacketKind.RTP && path == RtpPort.RTCP_PATH) {
            counters.increment(Counter.DROP_UNKNOWN_PACKET);
            return;
        }
        leg.ring().publish(kind, leg, source, path, bytes, length, arrivalNs(), counters);
    }

    /** Keys for the odd port would take a handshake of its own; with DTLS RTCP is multiplexed. */
    private void onDtls(DirectBuffer bytes, int length, InetSocketAddress sender) {
        counters.increment(Counter.RX_DTLS);
        if (path == RtpPort.RTP_PATH && port.takesDtls(sender)) {
            leg.onDtls(bytes, length);
        } else {
            counters.increment(Counter.DROP_DTLS_SOURCE);
        }
    }
}
