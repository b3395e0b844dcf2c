package io.ringway.signaling.sip.media;

import io.ringway.media.counters.Counters;
import io.ringway.media.engine.EngineSettings;
import io.ringway.media.engine.PipelineLayout;
import io.ringway.media.engine.ShardSettings;
import io.ringway.media.engine.UdpMediaEngine;
import io.ringway.media.leg.RtpLegSettings;
import io.ringway.media.leg.SilencePolicy;
import io.ringway.media.net.NetSettings;
import io.ringway.media.net.RtpPortSettings;
import io.ringway.media.shard.WaitPolicy;
import io.ringway.media.stage.StageSettings;
import java.net.InetAddress;
import java.util.List;

/** Real engines on loopback, with one shard each. */
public final class MediaEngines {

    private MediaEngines() {}

    /** One whose legs over plain RTP send nothing but what they are given. */
    static UdpMediaEngine start() {
        return start(RtpLegSettings.DEFAULTS.ports());
    }

    /** The same on other ports. */
    public static UdpMediaEngine start(RtpPortSettings ports) {
        RtpLegSettings usual = RtpLegSettings.DEFAULTS;
        RtpLegSettings quiet =
                new RtpLegSettings(
                        ports,
                        usual.timeoutMs(),
                        usual.holdTimeoutMs(),
                        usual.takeoverMs(),
                        usual.probationPackets(),
                        SilencePolicy.NONE);
        return UdpMediaEngine.start(settings().withRtp(quiet), new Counters(), null);
    }

    private static EngineSettings settings() {
        return EngineSettings.usual(
                new NetSettings(
                        List.of(InetAddress.getLoopbackAddress()), 0, 1, 64, 1_000, 1_024, 1 << 20),
                new ShardSettings(
                        1,
                        List.of(),
                        1_024,
                        1_024,
                        WaitPolicy.BLOCKING,
                        PipelineLayout.FUSED,
                        StageSettings.DEFAULTS),
                10);
    }
}
