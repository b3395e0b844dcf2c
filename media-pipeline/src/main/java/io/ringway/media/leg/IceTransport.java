package io.ringway.media.leg;

import io.netty.util.NetUtil;
import io.ringway.media.CloseReason;
import io.ringway.media.LegEvent;
import io.ringway.media.RemoteTransport;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.ice.IceAgent;
import io.ringway.media.ice.IceAgentSpec;
import io.ringway.media.ice.IceCandidate;
import io.ringway.media.ice.IceCredentials;
import io.ringway.media.ice.IceCredentialsEntry;
import io.ringway.media.ice.IceOutput;
import io.ringway.media.ice.ValidatedCheck;
import io.ringway.media.net.EgressQueue;
import io.ringway.media.net.MediaSocket;
import io.ringway.media.net.PacketEvent;
import io.ringway.media.net.PacketTarget;
import io.ringway.media.net.SendWindow;
import io.ringway.media.rtp.RtpHeader;
import java.net.InetSocketAddress;
import java.util.Locale;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The way to a browser: the ICE agent, the pair in use, and the queue that leads there.
 *
 * <p>Thread: the leg's shard.
 */
final class IceTransport implements LegTransport, IceOutput {

    private final int legId;
    private final ShardServices services;
    private final CounterBlock counters;
    private final LegEvents events;
    private final IceAgentSpec spec;
    private @Nullable PacketTarget leg;
    private @Nullable Listener listener;
    private @Nullable IceAgent agent;
    private @Nullable InetSocketAddress destination;
    private @Nullable EgressQueue egress;

    /**
     * Makes a transport that has not begun.
     *
     * @param spec its leg is set by {@link #start}
     */
    IceTransport(IceAgentSpec spec, ShardServices services, LegEvents events) {
        this.legId = spec.legId();
        this.spec = spec;
        this.services = services;
        this.counters = services.shard().counters();
        this.events = events;
    }

    /** Publishes the credentials; checks that carry them are the leg's from now on. */
    void start(PacketTarget owner, Listener told) {
        leg = owner;
        listener = told;
        services.directory().add(legId, owner);
        agent =
                IceAgent.start(
                        spec.withLeg(owner),
                        services.iceSettings(),
                        services.checks(),
                        this,
                        services.shard().nowNs());
    }

    /** What has been negotiated; a repeat of what is known changes nothing. */
    void setRemote(RemoteTransport remote, long nowNs) {
        started(agent)
                .setRemoteCredentials(
                        IceCredentials.of(remote.iceUfrag(), remote.icePwd()),
                        remote.iceLite(),
                        nowNs);
        for (IceCandidate candidate : remote.candidates()) {
            addCandidate(candidate, nowNs);
        }
    }

    void addCandidate(IceCandidate candidate, long nowNs) {
        if (!candidate.obfuscated() && !started(agent).addRemoteCandidate(candidate, nowNs)) {
            counters.increment(Counter.DROP_CANDIDATE_LIMIT);
        }
    }

    void restart(IceCredentials local, long nowNs) {
        started(agent).restart(local, nowNs);
    }

    @Override
    public void onStun(PacketEvent event, long nowNs) {
        ValidatedCheck check = event.check();
        if (check.valid()) {
            started(agent).onValidatedCheck(check, nowNs);
            return;
        }
        int outcome =
                started(agent)
                        .onStunResponse(
                                event.bytes(),
                                0,
                                event.length(),
                                event.source(),
                                event.path(),
                                nowNs);
        if (outcome < 0) {
            counters.increment(Counter.ofCode(outcome));
        }
    }

    /** A check that came after the end: the ingress has noted its source, and must forget it. */
    @Override
    public void onPacketAfterEnd(PacketEvent event) {
        if (event.check().valid()) {
            sourceRetired(event.source());
        }
    }

    /** All of it is authentic here. */
    @Override
    public int admit(PacketEvent event, RtpHeader header, boolean authentic, long nowNs) {
        return admitReports(event, authentic, nowNs);
    }

    @Override
    public int admitReports(PacketEvent event, boolean authentic, long nowNs) {
        started(agent).onAuthenticatedMedia(event.source(), event.path(), nowNs);
        return ADMITTED;
    }

    @Override
    public void onTimer(long nowNs) {
        started(agent).onTimer(nowNs);
    }

    @Override
    public long nextDeadlineNs() {
        return started(agent).nextDeadlineNs();
    }

    @Override
    public void stopListening() {
        started(agent).close();
    }

    @Override
    public void close() {
        destination = null;
        egress = null;
        services.directory().remove(legId);
    }

    /** Whether a pair is in use. */
    @Override
    public boolean ready() {
        return destination != null;
    }

    @Override
    public boolean endsWithDtls() {
        return true;
    }

    @Override
    public String remoteAddress() {
        InetSocketAddress remote = destination;
        return remote == null ? "" : NetUtil.toSocketAddressString(remote);
    }

    @Override
    public String iceState() {
        return started(agent).state().name().toLowerCase(Locale.ROOT);
    }

    @Override
    public @Nullable UnsafeBuffer claim() {
        EgressQueue queue = egress;
        return queue == null ? null : queue.claim();
    }

    @Override
    public void commit(int length, @Nullable SendWindow window) {
        EgressQueue queue = egress;
        InetSocketAddress remote = destination;
        if (queue == null || remote == null) {
            throw new IllegalStateException("commit without a claim");
        }
        if (length > 0) {
            queue.commit(length, remote, window);
        } else {
            queue.abort();
        }
    }

    @Override
    public void commitReports(int length) {
        commit(length, null);
    }

    @Override
    public void send(byte[] datagram) {
        UnsafeBuffer room = datagram.length <= EgressQueue.MAX_DATAGRAM_BYTES ? claim() : null;
        if (room != null) {
            room.putBytes(0, datagram);
            commit(datagram.length, null);
        }
    }

    @Override
    public void send(int path, DirectBuffer buffer, int offset, int length, InetSocketAddress to) {
        EgressQueue queue = queueOf(path);
        UnsafeBuffer room = queue.claim();
        if (room != null) {
            room.putBytes(0, buffer, offset, length);
            queue.commit(length, to, null);
            counters.increment(Counter.STUN_CHECKS_SENT);
        }
    }

    @Override
    public void credentialsPublished(IceCredentialsEntry entry) {
        services.directory().ufrags().put(entry);
    }

    @Override
    public void credentialsRetired(String localUfrag) {
        services.directory().ufrags().remove(localUfrag);
    }

    @Override
    public void sourceValidated(InetSocketAddress source) {
        for (MediaSocket socket : services.sockets().sockets()) {
            socket.validate(source, started(leg));
        }
    }

    @Override
    public void sourceRetired(InetSocketAddress source) {
        for (MediaSocket socket : services.sockets().sockets()) {
            socket.retire(source, started(leg));
        }
    }

    @Override
    public void selectedPairChanged(int path, InetSocketAddress to) {
        egress = queueOf(path);
        destination = to;
    }

    @Override
    public void connected() {
        counters.increment(Counter.ICE_CONNECTED);
        events.tell(new LegEvent.IceConnected(remoteAddress()));
        started(listener).onConnected();
    }

    @Override
    public void disconnected() {
        events.tell(new LegEvent.IceDisconnected());
    }

    @Override
    public void failed() {
        boolean everConnected = destination != null;
        started(listener)
                .onFailed(
                        everConnected ? CloseReason.ICE_EXPIRED : CloseReason.ICE_FAILED,
                        everConnected
                                ? "nothing heard from "
                                        + remoteAddress()
                                        + " for the ICE expiry time"
                                : "no candidate pair worked");
    }

    private EgressQueue queueOf(int path) {
        return services.sockets().of(path, legId).egress(services.shard().index());
    }

    private static <T> T started(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("the transport has not been started");
        }
        return part;
    }
}
