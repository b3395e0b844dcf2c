package io.ringway.media.engine;

import io.ringway.media.CapacityExceededException;
import io.ringway.media.LegListener;
import io.ringway.media.LegSpec;
import io.ringway.media.LocalTransport;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.Counters;
import io.ringway.media.dtls.CertificateFingerprint;
import io.ringway.media.ice.IceAgentSpec;
import io.ringway.media.ice.IceCredentials;
import io.ringway.media.ice.IceMode;
import io.ringway.media.leg.IceLeg;
import io.ringway.media.leg.LegEvents;
import io.ringway.media.leg.ShardServices;
import io.ringway.media.net.LegDirectory;
import io.ringway.media.playback.PlaybackRoom;
import io.ringway.media.stun.RandomSource;
import java.security.SecureRandom;
import java.util.SplittableRandom;

/**
 * Opens legs over ICE: fresh credentials, then the shard makes the leg.
 *
 * @param fingerprint of our certificate
 */
record IceOpening(
        EngineSettings settings,
        Counters counters,
        OpenLegs legs,
        LegDirectory directory,
        LocalCandidates candidates,
        CertificateFingerprint fingerprint,
        SecureRandom random) {

    private static final int SEED_BYTES = 20;

    /** Opens a leg, for which room has been taken; on failure nothing of it is left. */
    IceLegHandle open(LegSpec spec, LegListener listener, ShardServices services, int legId) {
        IceLegHandle handle =
                new IceLegHandle(
                        spec.sessionId(),
                        services.shard(),
                        listener,
                        credentials -> describe(credentials, spec.iceMode()),
                        this::newCredentials,
                        new PlaybackRoom(settings.leg().playbackQueueMs()),
                        () -> legs.remove(spec.sessionId()));
        legs.add(handle);
        start(spec, handle, services, legId);
        counters.shared().incrementShared(Counter.LEGS_OPENED);
        return handle;
    }

    private void start(LegSpec spec, IceLegHandle handle, ShardServices services, int legId) {
        LegEvents events = new LegEvents(spec.sessionId(), handle, counters.shared());
        handle.attach(events);
        RandomSource seeds = newRandomSource();
        SplittableRandom legRandom = new SplittableRandom(seeds.nextLong());
        IceAgentSpec ice = iceSpec(spec.iceMode(), handle, legId, seeds);
        boolean started =
                services.shard()
                        .execute(
                                () ->
                                        handle.attach(
                                                IceLeg.open(
                                                        spec,
                                                        ice,
                                                        services,
                                                        events,
                                                        legRandom,
                                                        handle.room(),
                                                        legs::leave)));
        if (!started) {
            legs.remove(spec.sessionId());
            throw new CapacityExceededException("the shard's command queue is full");
        }
    }

    private IceAgentSpec iceSpec(IceMode mode, IceLegHandle handle, int legId, RandomSource seeds) {
        return new IceAgentSpec(
                mode,
                handle.localCredentials(),
                seeds.nextLong(),
                legId,
                directory.transactionSecret(),
                seeds.nextBytes(16),
                candidates.paths(),
                handle);
    }

    private LocalTransport describe(IceCredentials credentials, IceMode mode) {
        return new LocalTransport(
                credentials.ufrag(),
                credentials.pwd(),
                mode == IceMode.LITE,
                fingerprint,
                candidates.all());
    }

    private IceCredentials newCredentials() {
        return IceCredentials.create(newRandomSource());
    }

    private RandomSource newRandomSource() {
        byte[] seed = new byte[SEED_BYTES];
        random.nextBytes(seed);
        return new RandomSource(seed);
    }
}
