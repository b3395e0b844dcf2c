package io.ringway.media.engine;

import io.ringway.media.EchoPolicy;
import io.ringway.media.codec.OpusCodecs;
import io.ringway.media.codec.TimelineSettings;
import io.ringway.media.counters.Counters;
import io.ringway.media.dtls.DtlsSettings;
import io.ringway.media.ice.IceSettings;
import io.ringway.media.jitter.JitterSettings;
import io.ringway.media.leg.LegSettings;
import io.ringway.media.leg.RtpLegSettings;
import io.ringway.media.net.NetSettings;
import io.ringway.media.segment.ForwarderSettings;
import io.ringway.media.shard.WaitPolicy;
import io.ringway.media.srtp.CryptoProvider;
import io.ringway.media.srtp.SrtpProfile;
import io.ringway.media.srtp.SrtpSettings;
import io.ringway.media.stage.StageSettings;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Engines on loopback for tests. */
final class Engines {

    static final List<SrtpProfile> ALL_PROFILES = SrtpProfile.ofDtls();

    private Engines() {}

    static EngineSettings settings(
            int loops,
            PipelineLayout layout,
            List<SrtpProfile> profiles,
            @Nullable ForwarderSettings forwarding) {
        return settings(loops, shards(2, 4_096, layout), profiles, forwarding);
    }

    static UdpMediaEngine start(Counters counters) {
        return start(counters, PipelineLayout.FUSED);
    }

    static UdpMediaEngine start(Counters counters, PipelineLayout layout) {
        return UdpMediaEngine.start(settings(1, layout, ALL_PROFILES, null), counters, null);
    }

    /** An engine that forwards to a speech service on loopback. */
    static UdpMediaEngine start(Counters counters, PipelineLayout layout, int speechPort) {
        var target = new ForwarderSettings.Target("localhost", speechPort);
        EngineSettings settings =
                settings(1, layout, ALL_PROFILES, ForwarderSettings.of("test", target));
        return UdpMediaEngine.start(settings, counters, null);
    }

    /** One shard that forwards, with codecs and ciphers as wanted. */
    static UdpMediaEngine start(
            Counters counters,
            PipelineLayout layout,
            int speechPort,
            CryptoProvider crypto,
            OpusCodecs.Provider opus) {
        var target = new ForwarderSettings.Target("localhost", speechPort);
        EngineSettings usual =
                settings(
                        1,
                        shards(1, 4_096, layout),
                        ALL_PROFILES,
                        ForwarderSettings.of("test", target));
        SrtpSettings srtp = usual.srtp();
        return UdpMediaEngine.start(
                new EngineSettings(
                        usual.net(),
                        usual.shards(),
                        usual.maxSessions(),
                        usual.announcedAddresses(),
                        usual.stunServers(),
                        usual.leg(),
                        usual.ice(),
                        usual.dtls(),
                        new SrtpSettings(
                                crypto,
                                srtp.replayWindowPackets(),
                                srtp.maxSsrcs(),
                                srtp.maxPacketBytes()),
                        usual.jitter(),
                        usual.timeline(),
                        opus,
                        usual.forwarding(),
                        usual.rtp()),
                counters,
                null);
    }

    /** One that forwards, and echoes in that way. */
    static UdpMediaEngine start(
            Counters counters, PipelineLayout layout, int speechPort, EchoPolicy echo) {
        var target = new ForwarderSettings.Target("localhost", speechPort);
        EngineSettings usual =
                settings(1, layout, ALL_PROFILES, ForwarderSettings.of("test", target));
        LegSettings leg = usual.leg();
        return UdpMediaEngine.start(
                new EngineSettings(
                        usual.net(),
                        usual.shards(),
                        usual.maxSessions(),
                        usual.announcedAddresses(),
                        usual.stunServers(),
                        new LegSettings(
                                leg.echoQueuePackets(),
                                leg.sendQueuePackets(),
                                leg.maxStreams(),
                                leg.rtcpIntervalMs(),
                                leg.earlyDtlsDatagrams(),
                                leg.playbackQueueMs(),
                                leg.voice(),
                                echo,
                                leg.playout()),
                        usual.ice(),
                        usual.dtls(),
                        usual.srtp(),
                        usual.jitter(),
                        usual.timeline(),
                        usual.opus(),
                        usual.forwarding(),
                        usual.rtp()),
                counters,
                null);
    }

    /** A small engine for one caller: all legs of one engine share an address. */
    static UdpMediaEngine startCaller() {
        ShardSettings one = shards(1, 256, PipelineLayout.FUSED);
        return UdpMediaEngine.start(settings(1, one, ALL_PROFILES, null), new Counters(), null);
    }

    private static ShardSettings shards(int count, int slots, PipelineLayout layout) {
        return new ShardSettings(
                count,
                List.of(),
                slots,
                slots,
                WaitPolicy.BLOCKING,
                layout,
                StageSettings.DEFAULTS);
    }

    private static EngineSettings settings(
            int loops,
            ShardSettings shards,
            List<SrtpProfile> profiles,
            @Nullable ForwarderSettings forwarding) {
        return settings(loops, shards, profiles, IceSettings.DEFAULTS, forwarding);
    }

    private static EngineSettings settings(
            int loops,
            ShardSettings shards,
            List<SrtpProfile> profiles,
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
                shards,
                200,
                List.of(),
                List.of(),
                LegSettings.DEFAULTS,
                ice,
                DtlsSettings.defaults().withProfiles(profiles),
                SrtpSettings.DEFAULTS,
                JitterSettings.DEFAULTS,
                TimelineSettings.DEFAULTS,
                OpusCodecs.Provider.AUTO,
                forwarding,
                RtpLegSettings.DEFAULTS);
    }

    /** The usual ones with other times for ICE. */
    static EngineSettings settings(IceSettings ice) {
        ShardSettings two = shards(2, 4_096, PipelineLayout.FUSED);
        return settings(1, two, ALL_PROFILES, ice, null);
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
