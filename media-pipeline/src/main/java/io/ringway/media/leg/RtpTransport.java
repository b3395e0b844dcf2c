package io.ringway.media.leg;

import io.netty.util.NetUtil;
import io.ringway.media.AudioSection;
import io.ringway.media.CloseReason;
import io.ringway.media.LegEvent;
import io.ringway.media.MediaSecurity;
import io.ringway.media.RemoteRtp;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.net.EgressQueue;
import io.ringway.media.net.PacketEvent;
import io.ringway.media.net.RtpPort;
import io.ringway.media.net.SendWindow;
import io.ringway.media.rtp.RtpHeader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The way to a phone: a port pair, the address it described, and the one it was learned to have.
 * Reports go where RTP goes when they are multiplexed, else to the address described for them until
 * some come from elsewhere on the phone's host.
 *
 * <p>Thread: the leg's shard.
 */
final class RtpTransport implements LegTransport {

    private final RtpPort port;
    private final CounterBlock counters;
    private final LegEvents events;
    private final SourceLearning source;
    private final ReceiveTimeout timeout;
    private List<AudioSection> sections = List.of();
    private @Nullable Listener listener;
    private @Nullable RemoteRtp remote;
    private @Nullable InetSocketAddress reportSource;

    RtpTransport(RtpPort port, RtpLegSettings settings, CounterBlock counters, LegEvents events) {
        this.port = port;
        this.counters = counters;
        this.events = events;
        this.source = new SourceLearning(settings);
        this.timeout = new ReceiveTimeout(settings);
    }

    /** Begins to read for a leg. */
    void start(MediaLeg leg) {
        listener = leg;
        port.startReading(leg);
    }

    /** What has been negotiated; a repeat of what is known changes nothing. */
    void setRemote(RemoteRtp described, long nowNs) {
        RemoteRtp former = remote;
        if (described.equals(former)) {
            return;
        }
        remote = described;
        source.describe(described.rtp(), nowNs);
        if (former == null || !described.rtcp().equals(former.rtcp())) {
            reportSource = null;
        }
        if (former == null || !former.rtp().equals(described.rtp())) {
            port.forgetDtls();
        }
        tellPort();
        if (former == null && listener != null) {
            listener.onConnected();
        }
    }

    /** The remote party is to send from now on; a repeat changes nothing. */
    void expectMedia(long nowNs) {
        timeout.start(nowNs);
    }

    void setSections(List<AudioSection> newSections, long nowNs) {
        sections = newSections;
        timeout.setReceiving(newSections.stream().anyMatch(AudioSection::receive), nowNs);
    }

    @Override
    public int admit(PacketEvent event, RtpHeader header, boolean authentic, long nowNs) {
        InetSocketAddress before = source.established();
        int outcome =
                authentic
                        ? source.onAuthentic(
                                event.source(), header.ssrc(), header.sequence(), nowNs)
                        : source.onPlain(
                                event.source(),
                                header.ssrc(),
                                header.sequence(),
                                agreed(header.payloadType()),
                                nowNs);
        if (outcome == ADMITTED) {
            timeout.onHeard(nowNs);
            InetSocketAddress now = source.established();
            if (now != null && now != before) {
                onLearned(now);
            }
        }
        return outcome;
    }

    @Override
    public int admitReports(PacketEvent event, boolean authentic, long nowNs) {
        InetSocketAddress from = event.source();
        if (!authentic && !isRemoteHost(from.getAddress())) {
            return Counter.DROP_RTCP_SOURCE.code();
        }
        timeout.onHeard(nowNs);
        if (event.path() == RtpPort.RTCP_PATH && !from.equals(reportSource)) {
            reportSource = from;
            tellPort();
        }
        return ADMITTED;
    }

    /** Comes to no leg without ICE: the port does not take it. */
    @Override
    public void onStun(PacketEvent event, long nowNs) {
        counters.increment(Counter.DROP_UNKNOWN_PACKET);
    }

    /** Nothing has been noted that would have to be forgotten. */
    @Override
    public void onPacketAfterEnd(PacketEvent event) {}

    @Override
    public void onTimer(long nowNs) {
        if (timeout.expired(nowNs) && listener != null) {
            counters.increment(Counter.RTP_TIMEOUTS);
            listener.onFailed(
                    CloseReason.MEDIA_TIMEOUT,
                    "nothing came from %s for %d ms".formatted(remoteAddress(), timeout.limitMs()));
        }
    }

    @Override
    public long nextDeadlineNs() {
        return timeout.nextDeadlineNs();
    }

    @Override
    public boolean ready() {
        return source.destination() != null;
    }

    @Override
    public @Nullable UnsafeBuffer claim() {
        return source.destination() == null ? null : port.claim();
    }

    @Override
    public void commit(int length, @Nullable SendWindow window) {
        InetSocketAddress to = source.destination();
        if (length > 0 && to != null) {
            port.commitRtp(length, to, window);
        } else {
            port.abort();
        }
    }

    @Override
    public void commitReports(int length) {
        RemoteRtp described = remote;
        if (described == null || described.rtcpMux() || length <= 0) {
            commit(length, null);
        } else {
            port.commitRtcp(length, reportSource == null ? described.rtcp() : reportSource);
        }
    }

    /** Where a handshake came from is where its answers go. */
    @Override
    public void send(byte[] datagram) {
        InetSocketAddress handshake = port.dtlsSource();
        InetSocketAddress to = handshake == null ? source.destination() : handshake;
        UnsafeBuffer room =
                to == null || datagram.length > EgressQueue.MAX_DATAGRAM_BYTES
                        ? null
                        : port.claim();
        if (to != null && room != null) {
            room.putBytes(0, datagram);
            port.commitRtp(datagram.length, to, null);
        }
    }

    /** Signaling ends a phone's call; a phone may end an association to begin another. */
    @Override
    public boolean endsWithDtls() {
        return false;
    }

    @Override
    public void stopListening() {
        timeout.stop();
    }

    @Override
    public void close() {
        port.close();
    }

    @Override
    public String remoteAddress() {
        InetSocketAddress to = source.destination();
        return to == null ? "" : NetUtil.toSocketAddressString(to);
    }

    @Override
    public String iceState() {
        return "";
    }

    private void onLearned(InetSocketAddress now) {
        counters.increment(Counter.RTP_SOURCES_LEARNED);
        tellPort();
        events.tell(new LegEvent.SourceLearned(NetUtil.toSocketAddressString(now)));
    }

    private void tellPort() {
        RemoteRtp described = remote;
        if (described == null) {
            return;
        }
        List<InetSocketAddress> known = new ArrayList<>(4);
        InetSocketAddress established = source.established();
        if (established != null) {
            known.add(established);
        }
        if (reportSource != null) {
            known.add(reportSource);
        }
        known.add(described.rtp());
        known.add(described.rtcp());
        port.know(handshakesFrom(described), known.toArray(InetSocketAddress[]::new));
    }

    private static RtpPort.DtlsFrom handshakesFrom(RemoteRtp described) {
        return switch (described.security()) {
            case MediaSecurity.None none -> RtpPort.DtlsFrom.NOBODY;
            case MediaSecurity.Sdes sdes -> RtpPort.DtlsFrom.NOBODY;
            case MediaSecurity.Dtls dtls ->
                    isPublic(described.rtp().getAddress())
                            ? RtpPort.DtlsFrom.KNOWN_HOSTS
                            : RtpPort.DtlsFrom.ANYBODY;
        };
    }

    private boolean isRemoteHost(InetAddress host) {
        InetSocketAddress established = source.established();
        if (established != null) {
            return host.equals(established.getAddress());
        }
        RemoteRtp described = remote;
        return described != null
                && (host.equals(described.rtp().getAddress())
                        || host.equals(described.rtcp().getAddress()));
    }

    private boolean agreed(int payloadType) {
        for (int i = 0; i < sections.size(); i++) {
            if (sections.get(i).receive() && sections.get(i).accepts(payloadType)) {
                return true;
            }
        }
        return false;
    }

    /** A host behind NAT says an address nobody outside can see its packets come from. */
    private static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xFE) == 0xFC;
        boolean shared = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xC0) == 64;
        return !address.isSiteLocalAddress()
                && !address.isLinkLocalAddress()
                && !uniqueLocal
                && !shared;
    }
}
