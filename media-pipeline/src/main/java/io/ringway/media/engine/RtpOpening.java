package io.ringway.media.engine;

import io.ringway.media.AnnouncedAddresses;
import io.ringway.media.CapacityExceededException;
import io.ringway.media.LegListener;
import io.ringway.media.LocalRtp;
import io.ringway.media.RtpLegSpec;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.Counters;
import io.ringway.media.dtls.CertificateFingerprint;
import io.ringway.media.leg.LegEvents;
import io.ringway.media.leg.RtpLeg;
import io.ringway.media.leg.ShardServices;
import io.ringway.media.net.RtpPort;
import io.ringway.media.net.RtpPorts;
import io.ringway.media.playback.PlaybackRoom;
import java.net.InetSocketAddress;
import java.util.random.RandomGenerator;

/**
 * Opens legs over plain RTP: binds the ports on the caller's thread, then has the shard make the
 * leg.
 *
 * @param fingerprint of our certificate
 */
record RtpOpening(
        EngineSettings settings,
        Counters counters,
        OpenLegs legs,
        RtpPorts ports,
        AnnouncedAddresses announced,
        CertificateFingerprint fingerprint) {

    /** Opens a leg, for which room has been taken; on failure nothing of it is left. */
    RtpLegHandle open(
            RtpLegSpec spec,
            LegListener listener,
            ShardServices services,
            int legId,
            RandomGenerator random) {
        RtpPort port = ports.open(spec.localAddress(), services.shard().index(), legId);
        RtpLegHandle handle =
                new RtpLegHandle(
                        spec.sessionId(),
                        services.shard(),
                        listener,
                        describe(port),
                        new PlaybackRoom(settings.leg().playbackQueueMs()),
                        () -> legs.remove(spec.sessionId()));
        try {
            legs.add(handle);
            start(spec, port, handle, services, random);
        } catch (RuntimeException e) {
            port.close();
            throw e;
        }
        counters.shared().incrementShared(Counter.LEGS_OPENED);
        return handle;
    }

    private void start(
            RtpLegSpec spec,
            RtpPort port,
            RtpLegHandle handle,
            ShardServices services,
            RandomGenerator random) {
        LegEvents events = new LegEvents(spec.sessionId(), handle, counters.shared());
        handle.attach(events);
        boolean started =
                services.shard()
                        .execute(
                                () ->
                                        handle.attach(
                                                RtpLeg.open(
                                                        spec,
                                                        port,
                                                        settings.rtp(),
                                                        services,
                                                        events,
                                                        random,
                                                        handle.room(),
                                                        legs::leave)));
        if (!started) {
            legs.remove(spec.sessionId());
            throw new CapacityExceededException("the shard's command queue is full");
        }
    }

    private LocalRtp describe(RtpPort port) {
        InetSocketAddress local = port.localAddress();
        return new LocalRtp(
                announced.of(local.getAddress()), local.getPort(), port.rtcpPort(), fingerprint);
    }
}
