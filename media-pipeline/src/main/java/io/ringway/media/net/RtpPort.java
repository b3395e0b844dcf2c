package io.ringway.media.net;

import io.ringway.media.counters.CounterBlock;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The port pair of one leg over plain RTP: RTP on the even one, RTCP on the next.
 *
 * <p>Thread: {@link #claim}, the commits and {@link #abort} the shard's it was opened for, and
 * {@link #close}, too, once it has sent by it; the rest any.
 */
public final class RtpPort {

    /** {@link PacketEvent#path} of what came by the even port. */
    public static final int RTP_PATH = 0;

    /** {@link PacketEvent#path} of what came by the odd port. */
    public static final int RTCP_PATH = 1;

    private static final InetSocketAddress[] NOBODY = {};

    /** From where handshake datagrams are taken. */
    public enum DtlsFrom {
        /** None is expected. */
        NOBODY,
        /** Hosts the remote party is known by. */
        KNOWN_HOSTS,
        /** Anywhere until one has come: the remote party is behind NAT and cannot be known. */
        ANYBODY
    }

    private final UdpSocket rtp;
    private final UdpSocket rtcp;
    private final EgressQueue queue;
    private final LoopTurn turn;
    private final CounterBlock loopCounters;
    private final Runnable onClosed;
    private volatile InetSocketAddress[] known = NOBODY;

    /** Who sent last, and who of the known ones that is; the event loop's. */
    private InetSocketAddress[] askedOf = NOBODY;

    private @Nullable InetSocketAddress askedFor;
    private @Nullable InetSocketAddress answered;
    private volatile DtlsFrom dtlsFrom = DtlsFrom.NOBODY;
    private volatile @Nullable InetSocketAddress dtlsSource;

    RtpPort(
            UdpSocket rtp,
            UdpSocket rtcp,
            EgressQueue queue,
            LoopTurn turn,
            CounterBlock loopCounters,
            Runnable onClosed) {
        this.rtp = rtp;
        this.rtcp = rtcp;
        this.queue = queue;
        this.turn = turn;
        this.loopCounters = loopCounters;
        this.onClosed = onClosed;
    }

    /** Address and port of RTP. */
    public InetSocketAddress localAddress() {
        return rtp.localAddress();
    }

    /** Port of RTCP where it is not multiplexed. */
    public int rtcpPort() {
        return rtcp.localAddress().getPort();
    }

    /** Begins to read for a leg. */
    public void startReading(PacketTarget leg) {
        rtp.startReading(new RtpIngress(this, RTP_PATH, leg, turn, loopCounters));
        rtcp.startReading(new RtpIngress(this, RTCP_PATH, leg, turn, loopCounters));
    }

    /**
     * Says who the remote party may be, as far as known: the addresses it described and those it
     * was heard from. Packets of others are limited.
     */
    public void know(DtlsFrom handshakes, InetSocketAddress... addresses) {
        known = addresses.clone();
        dtlsFrom = handshakes;
    }

    /** Where a handshake came from last; null when none has come since {@link #forgetDtls}. */
    public @Nullable InetSocketAddress dtlsSource() {
        return dtlsSource;
    }

    /** The next handshake may come from elsewhere. */
    public void forgetDtls() {
        dtlsSource = null;
    }

    /**
     * Room for one datagram, to be committed or aborted before the next claim.
     *
     * @return null when there is none, which is counted
     */
    public @Nullable UnsafeBuffer claim() {
        return queue.claim();
    }

    /** Sends what was written into the claimed room by the even port. */
    public void commitRtp(int length, InetSocketAddress remote, @Nullable SendWindow window) {
        queue.commit(length, rtp, remote, window);
    }

    /** Sends what was written into the claimed room by the odd port. */
    public void commitRtcp(int length, InetSocketAddress remote) {
        queue.commit(length, rtcp, remote, null);
    }

    /** Gives the claimed room back. */
    public void abort() {
        queue.abort();
    }

    /** Closes both sockets; the pair may be bound again after its rest. */
    public void close() {
        rtp.closeOnLoop()
                .addListener(ended -> rtcp.closeOnLoop().addListener(closed -> onClosed.run()));
    }

    /**
     * The known address that equals this one, always the same object; null for a stranger's. On the
     * event loop.
     */
    @SuppressWarnings("ReferenceEquality") // the sender of before: comparing costs more than it
    @Nullable InetSocketAddress known(InetSocketAddress sender) {
        InetSocketAddress[] all = known;
        if (sender != askedFor || all != askedOf) {
            askedFor = sender;
            askedOf = all;
            answered = equalTo(sender, all);
        }
        return answered;
    }

    private static @Nullable InetSocketAddress equalTo(
            InetSocketAddress sender, InetSocketAddress[] all) {
        for (InetSocketAddress address : all) {
            if (address.equals(sender)) {
                return address;
            }
        }
        return null;
    }

    /** Whether a handshake datagram may come from there; noted if so. On the event loop. */
    boolean takesDtls(InetSocketAddress sender) {
        InetSocketAddress current = dtlsSource;
        boolean taken =
                switch (dtlsFrom) {
                    case NOBODY -> false;
                    case KNOWN_HOSTS -> knowsHost(sender.getAddress());
                    case ANYBODY ->
                            current == null
                                    || sender.equals(current)
                                    || knowsHost(sender.getAddress());
                };
        if (taken && !sender.equals(current)) {
            dtlsSource = sender;
        }
        return taken;
    }

    private boolean knowsHost(InetAddress host) {
        for (InetSocketAddress address : known) {
            if (address.getAddress().equals(host)) {
                return true;
            }
        }
        return false;
    }
}
