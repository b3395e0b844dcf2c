package io.ringway.media.net;

import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
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
    void onBatchEnd() {
        for (int i = 0; i < touched.size(); i++) {
            touched.get(i).wakeShard();
        }
        touched.clear();
        stun.flush();
    }

    @Override
    String name() {
        return "media socket " + socket.localAddress();
    }

    @Override
    void onRefused(String cause) {
        if (failuresLogged++ < MAX_FAILURES_LOGGED) {
            log.warn("{}: {}", name(), cause);
        }
    }

    @Override
    void onDatagram(PacketKind kind, DirectBuffer bytes, int length, InetSocketAddress source) {
        switch (kind) {
            case STUN -> {
                counters.increment(Counter.RX_STUN);
                touch(stun.onStun(bytes, length, source, arrivalNs()));
            }
            case DTLS -> onDtls(bytes, length, source);
            case RTP -> onMedia(kind, Counter.RX_RTP, bytes, length, source);
            case RTCP -> onMedia(kind, Counter.RX_RTCP, bytes, length, source);
            case UNKNOWN -> counters.increment(Counter.DROP_UNKNOWN_PACKET);
        }
    }

    private void onMedia(
            PacketKind kind,
            Counter received,
            DirectBuffer bytes,
            int length,
            InetSocketAddress source) {
        counters.increment(received);
        Flow flow = socket.flows().find(source);
        if (flow == null) {
            counters.increment(Counter.DROP_UNVALIDATED_SOURCE);
            return;
        }
        for (int i = 0; i < flow.claimants(); i++) {
            PacketTarget target = flow.claimant(i);
            MediaRing ring = target.ring();
            ring.publish(
                    kind,
                    target,
                    flow.remote(),
                    socket.path(),
                    bytes,
                    length,
                    arrivalNs(),
                    counters);
            touch(ring);
        }
    }

    private void onDtls(DirectBuffer bytes, int length, InetSocketAddress source) {
        counters.increment(Counter.RX_DTLS);
        Flow flow = socket.flows().find(source);
        if (flow == null) {
            counters.increment(Counter.DROP_DTLS_BEFORE_ICE);
            return;
        }
        for (int i = 0; i < flow.claimants(); i++) {
            flow.claimant(i).onDtls(bytes, length);
        }
    }

    private void touch(@Nullable MediaRing ring) {
        if (ring != null && !touched.contains(ring)) {
            touched.add(ring);
        }
    }
}
