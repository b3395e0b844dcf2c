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
import java.net.InetSocketAddress;
import java.util.Locale;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A leg's way to its remote party: the ICE agent, the pair in use, and the queue that leads there.
 *
 * <p>Thread: the leg's shard.
 */
final class LegTransport implements IceOutput {

    private final int legId;
    private final PacketTarget leg;
    private final ShardServices services;
    private final CounterBlock counters;
    private final LegEvents events;
    private final Listener listener;
    private final IceAgent ice;
    private @Nullable InetSocketAddress destination;
    private @Nullable EgressQueue egress;

    /** What the leg does when its transport changes. */
    interface Listener {

        /** A pair is in use, for the first time or again. */
        void onIceConnected();

        /** Nothing works any more. */
        void onIceFailed(CloseReason reason, String detail);
    }

    LegTransport(
            int legId,
            PacketTarget leg,
            IceAgentSpec spec,
            ShardServices services,
            LegEvents events,
            Listener listener) {
        this.legId = legId;
        this.leg = leg;
        this.services = services;
        this.counters = services.shard().counters();
        this.events = events;
        this.listener = listener;
        this.ice =
                IceAgent.start(
                        spec,
                        services.iceSettings(),
                        services.checks(),
                        this,
                        services.shard().nowNs());
    }

    /** What has been negotiated; a repeat of what is known changes nothing. */
    void setRemote(RemoteTransport remote, long nowNs) {
        ice.setRemoteCredentials(
                IceCredentials.of(remote.iceUfrag(), remote.icePwd()), remote.iceLite(), nowNs);
        for (IceCandidate candidate : remote.candidates()) {
            addCandidate(candidate, nowNs);
        }
    }

    void addCandidate(IceCandidate candidate, long nowNs) {
        if (!candidate.obfuscated() && !ice.addRemoteCandidate(candidate, nowNs)) {
            counters.increment(Counter.DROP_CANDIDATE_LIMIT);
        }
    }

    void restart(IceCredentials local, long nowNs) {
        ice.restart(local, nowNs);
    }

    void onStun(PacketEvent event, long nowNs) {
        ValidatedCheck check = event.check();
        if (check.valid()) {
            ice.onValidatedCheck(check, nowNs);
            return;
        }
        int outcome =
                ice.onStunResponse(
                        event.bytes(), 0, event.length(), event.source(), event.path(), nowNs);
        if (outcome < 0) {
            counters.increment(Counter.ofCode(outcome));
        }
    }

    /** A check that came after the end: the ingress has noted its source, and must forget it. */
    void onStunAfterEnd(PacketEvent event) {
        if (event.check().valid()) {
            sourceRetired(event.source());
        }
    }

    void onAuthenticatedMedia(PacketEvent event, long nowNs) {
        ice.onAuthenticatedMedia(event.source(), event.path(), nowNs);
    }

    void onTimer(long nowNs) {
        ice.onTimer(nowNs);
    }

    long nextDeadlineNs() {
        return ice.nextDeadlineNs();
    }

    /** Answers and takes nothing more; what is said in leaving still goes out. */
    void stopListening() {
        ice.close();
    }

    void close() {
        destination = null;
        egress = null;
    }

    /** Where media goes now, or null before a pair is in use. */
    @Nullable InetSocketAddress destination() {
        return destination;
    }

    /** The same as text, such as {@code 192.0.2.1:5000} or {@code [2001:db8::1]:5000}, or empty. */
    String remoteAddress() {
        InetSocketAddress remote = destination;
        return remote == null ? "" : NetUtil.toSocketAddressString(remote);
    }

    String iceState() {
        return ice.state().name().toLowerCase(Locale.ROOT);
    }

    /**
     * Room for a datagram to the remote party.
     *
     * @return null when there is no pair in use, or no room (counted)
     */
    @Nullable UnsafeBuffer claim() {
        EgressQueue queue = egress;
        return queue == null ? null : queue.claim();
    }

    /** Sends what was written into the claimed room; a length of 0 or less gives the room back. */
    void commit(int length, @Nullable SendWindow window) {
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

    /** Sends bytes as they are: a DTLS record. */
    void send(byte[] datagram) {
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
            socket.validate(source, leg);
        }
    }

    @Override
    public void sourceRetired(InetSocketAddress source) {
        for (MediaSocket socket : services.sockets().sockets()) {
            socket.retire(source, leg);
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
        listener.onIceConnected();
    }

    @Override
    public void disconnected() {
        events.tell(new LegEvent.IceDisconnected());
    }

    @Override
    public void failed() {
        boolean everConnected = destination != null;
        listener.onIceFailed(
                everConnected ? CloseReason.ICE_EXPIRED : CloseReason.ICE_FAILED,
                everConnected
                        ? "nothing heard from " + remoteAddress() + " for the ICE expiry time"
                        : "no candidate pair worked");
    }

    private EgressQueue queueOf(int path) {
        return services.sockets().of(path, legId).egress(services.shard().index());
    }
}
