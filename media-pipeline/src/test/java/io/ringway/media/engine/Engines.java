package io.ringway.media.engine;

import io.ringway.media.codec.OpusCodecs;
import io.ringway.media.codec.TimelineSettings;
import io.ringway.media.counters.Counters;
import io.ringway.media.dtls.DtlsSettings;
import io.ringway.media.ice.IceSettings;
import io.ringway.media.jitter.JitterSettings;
import io.ringway.media.leg.LegSettings;
import io.ringway.media.net.NetSettings;
import io.ringway.media.segment.ForwarderSettings;
import io.ringway.media.shard.WaitPolicy;
import io.ringway.media.srtp.SrtpProfile;
import io.ringway.media.srtp.SrtpSettings;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Engines on loopback for tests. */
final class Engines {

    private Engines() {}

    static EngineSettings settings(
            int loops,
            PipelineLayout layout,
            List<SrtpProfile> profiles,
            @Nullable ForwarderSettings forwarding) {
        return settings(
                loops,
                layout,
                DtlsSettings.defaults().withProfiles(profiles),
                IceSettings.DEFAULTS,
                forwarding);
    }

    private static EngineSettings settings(
            int loops,
            PipelineLayout layout,
            DtlsSettings dtls,
            IceSettings ice,
            @Nullable ForwarderSettings forwarding) {
        return new EngineSettings(
                new NetSettings(
                        List.of(InetAddress.getLoopbackAddress()),
                        0,
                        loops,
                        64,
                        1_000,
                        1_024,
                        1 << 20),
                new ShardSettings(2, List.of(), 4_096, 4_096, WaitPolicy.BLOCKING, layout),
                200,
                List.of(),
                List.of(),
                LegSettings.DEFAULTS,
                ice,
                dtls,
                SrtpSettings.DEFAULTS,
                JitterSettings.DEFAULTS,
                TimelineSettings.DEFAULTS,
                OpusCodecs.Provider.AUTO,
                forwarding);
    }

    static UdpMediaEngine start(Counters counters) {
        return UdpMediaEngine.start(
                settings(1, PipelineLayout.FUSED, List.of(SrtpProfile.values()), null),
                counters,
                null);
    }

    /** The usual ones with other times for ICE. */
    static EngineSettings settings(IceSettings ice) {
        return settings(1, PipelineLayout.FUSED, DtlsSettings.defaults(), ice, null);
    }

    static UdpMediaEngine start(Counters counters, EngineSettings settings) {
        return UdpMediaEngine.start(settings, counters, null);
    }

    /** Consent every second, expiry and failure soon after. */
    static IceSettings impatientIce() {
        IceSettings usual = IceSettings.DEFAULTS;
        return new IceSettings(
                usual.pacingNs(),
                usual.initialRtoNs(),
                usual.maxTransmissions(),
                usual.nominationDelayNs(),
                Duration.ofSeconds(1).toNanos(),
                Duration.ofSeconds(10).toNanos(),
                Duration.ofSeconds(10).toNanos(),
                Duration.ofSeconds(1).toNanos(),
                usual.selectedSilenceNs(),
                usual.followMediaPackets(),
                usual.maxRemoteCandidates(),
                usual.maxPeerReflexive(),
                usual.maxPairs(),
                usual.maxSources());
    }
}
