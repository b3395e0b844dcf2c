package io.ringway.media.engine;

import io.ringway.media.codec.OpusCodecs;
import io.ringway.media.codec.TimelineSettings;
import io.ringway.media.conference.ConferenceSettings;
import io.ringway.media.dtls.DtlsSettings;
import io.ringway.media.ice.IceSettings;
import io.ringway.media.jitter.JitterSettings;
import io.ringway.media.leg.LegSettings;
import io.ringway.media.leg.RtpLegSettings;
import io.ringway.media.net.NetSettings;
import io.ringway.media.segment.ForwarderSettings;
import io.ringway.media.srtp.SrtpSettings;
import io.ringway.media.stun.StunServerUrl;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything a media engine is made of.
 *
 * @param maxSessions legs open at once, 1 to 1,000,000
 * @param announcedAddresses addresses the host is reached by from outside, advertised first
 * @param stunServers servers that tell the address the media port is mapped to
 * @param opus whose Opus to use
 * @param silk what decodes Opus speech at low rates
 * @param forwarding where segments go; null forwards nothing
 * @param rtp legs over plain RTP
 * @param conferences rooms, and how they sound
 */
public record EngineSettings(
        NetSettings net,
        ShardSettings shards,
        int maxSessions,
        List<String> announcedAddresses,
        List<StunServerUrl> stunServers,
        LegSettings leg,
        IceSettings ice,
        DtlsSettings dtls,
        SrtpSettings srtp,
        JitterSettings jitter,
        TimelineSettings timeline,
        OpusCodecs.Provider opus,
        OpusCodecs.Silk silk,
        @Nullable ForwarderSettings forwarding,
        RtpLegSettings rtp,
        ConferenceSettings conferences) {

    public EngineSettings {
        announcedAddresses = List.copyOf(announcedAddresses);
        stunServers = List.copyOf(stunServers);
        if (maxSessions < 1 || maxSessions > 1_000_000) {
            throw new IllegalArgumentException(
                    "max-sessions must be 1 to 1000000, got " + maxSessions);
        }
    }

    /** The same with the usual decoder of speech and the usual conferences. */
    public EngineSettings(
            NetSettings net,
            ShardSettings shards,
            int maxSessions,
            List<String> announcedAddresses,
            List<StunServerUrl> stunServers,
            LegSettings leg,
            IceSettings ice,
            DtlsSettings dtls,
            SrtpSettings srtp,
            JitterSettings jitter,
            TimelineSettings timeline,
            OpusCodecs.Provider opus,
            @Nullable ForwarderSettings forwarding,
            RtpLegSettings rtp) {
        this(
                net,
                shards,
                maxSessions,
                announcedAddresses,
                stunServers,
                leg,
                ice,
                dtls,
                srtp,
                jitter,
                timeline,
                opus,
                OpusCodecs.Silk.OURS,
                forwarding,
                rtp,
                ConferenceSettings.DEFAULTS);
    }

    /** The usual, with nothing forwarded and no server asked. */
    public static EngineSettings usual(NetSettings net, ShardSettings shards, int maxSessions) {
        return new EngineSettings(
                net,
                shards,
                maxSessions,
                List.of(),
                List.of(),
                LegSettings.DEFAULTS,
                IceSettings.DEFAULTS,
                DtlsSettings.defaults(),
                SrtpSettings.DEFAULTS,
                JitterSettings.DEFAULTS,
                TimelineSettings.DEFAULTS,
                OpusCodecs.Provider.AUTO,
                null,
                RtpLegSettings.DEFAULTS);
    }

    /** The same with other settings of legs over plain RTP. */
    public EngineSettings withRtp(RtpLegSettings other) {
        return new EngineSettings(
                net,
                shards,
                maxSessions,
                announcedAddresses,
                stunServers,
                leg,
                ice,
                dtls,
                srtp,
                jitter,
                timeline,
                opus,
                silk,
                forwarding,
                other,
                conferences);
    }

    /** The same with other conferences. */
    public EngineSettings withConferences(ConferenceSettings other) {
        return new EngineSettings(
                net,
                shards,
                maxSessions,
                announcedAddresses,
                stunServers,
                leg,
                ice,
                dtls,
                srtp,
                jitter,
                timeline,
                opus,
                silk,
                forwarding,
                rtp,
                other);
    }
}
