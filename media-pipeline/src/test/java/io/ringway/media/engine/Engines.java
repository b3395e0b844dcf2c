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
import io.ringway.media.stage.StageSettings;
import java.net.InetAddress;
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
        return new EngineSettings(
                new NetSettings(
                        List.of(InetAddress.getLoopbackAddress()),
                        0,
                        loops,
                        64,
                        1_000,
                        1_024,
                        1 << 20),
                new ShardSettings(
                        2,
                        List.of(),
                        4_096,
                        4_096,
                        WaitPolicy.BLOCKING,
                        layout,
                        StageSettings.DEFAULTS),
                200,
                List.of(),
                List.of(),
                LegSettings.DEFAULTS,
                IceSettings.DEFAULTS,
                DtlsSettings.defaults().withProfiles(profiles),
                SrtpSettings.DEFAULTS,
                JitterSettings.DEFAULTS,
                TimelineSettings.DEFAULTS,
                OpusCodecs.Provider.AUTO,
                forwarding);
    }

    static UdpMediaEngine start(Counters counters) {
        return start(counters, PipelineLayout.FUSED);
    }

    static UdpMediaEngine start(Counters counters, PipelineLayout layout) {
        return UdpMediaEngine.start(
                settings(1, layout, List.of(SrtpProfile.values()), null), counters, null);
    }
}
