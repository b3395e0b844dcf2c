package io.ringway.media.leg;

import io.ringway.media.LegSpec;
import io.ringway.media.RemoteTransport;
import io.ringway.media.counters.Counter;
import io.ringway.media.ice.IceAgentSpec;
import io.ringway.media.ice.IceCandidate;
import io.ringway.media.ice.IceCredentials;
import io.ringway.media.playback.PlaybackRoom;
import java.util.random.RandomGenerator;

/**
 * A browser: a leg over ICE and DTLS on the shared media port.
 *
 * <p>Thread: as {@link MediaLeg}.
 */
public final class IceLeg extends MediaLeg {

    private final IceTransport transport;

    private IceLeg(
            LegSpec spec,
            IceTransport transport,
            ShardServices services,
            LegEvents events,
            RandomGenerator random,
            PlaybackRoom room,
            Runnable onEnded) {
        super(LegTerms.of(spec), transport, services, events, random, room, onEnded);
        this.transport = transport;
    }

    /**
     * Makes a leg and publishes its ICE credentials; runs on the shard's thread.
     *
     * @param ice its leg becomes this one
     * @param room bounds what is queued to be played into it
     * @param onEnded called once, on the shard's thread, when nothing of the leg is left
     */
    public static IceLeg open(
            LegSpec spec,
            IceAgentSpec ice,
            ShardServices services,
            LegEvents events,
            RandomGenerator random,
            PlaybackRoom room,
            Runnable onEnded) {
        IceTransport transport = new IceTransport(ice, services, events);
        IceLeg leg = new IceLeg(spec, transport, services, events, random, room, onEnded);
        transport.start(leg, leg);
        leg.reschedule();
        return leg;
    }

    public void setRemoteTransport(RemoteTransport remote) {
        if (!closed()) {
            transport.setRemote(remote, services().shard().nowNs());
            agreement().setRemote(remote.localDtlsRole(), remote.fingerprints());
            reschedule();
        }
    }

    public void addRemoteCandidate(IceCandidate candidate) {
        if (!closed()) {
            transport.addCandidate(candidate, services().shard().nowNs());
            reschedule();
        }
    }

    public void restartIce(IceCredentials local) {
        if (!closed()) {
            services().shard().counters().increment(Counter.ICE_RESTARTS);
            transport.restart(local, services().shard().nowNs());
            reschedule();
        }
    }
}
