package io.ringway.server.call;

import io.ringway.media.codec.OpusCodecs;
import io.ringway.media.codec.TimelineSettings;
import io.ringway.media.counters.Counters;
import io.ringway.media.dtls.DtlsSettings;
import io.ringway.media.engine.EngineSettings;
import io.ringway.media.engine.PipelineLayout;
import io.ringway.media.engine.ShardSettings;
import io.ringway.media.engine.UdpMediaEngine;
import io.ringway.media.ice.IceSettings;
import io.ringway.media.jitter.JitterSettings;
import io.ringway.media.leg.LegSettings;
import io.ringway.media.leg.RtpLegSettings;
import io.ringway.media.net.NetSettings;
import io.ringway.media.net.PortInUseException;
import io.ringway.media.recording.Recorder;
import io.ringway.media.shard.WaitPolicy;
import io.ringway.media.srtp.SrtpSettings;
import io.ringway.media.stage.StageSettings;
import io.ringway.media.stun.StunServerUrl;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The media engine in the role of a client: full ICE, nothing decoded or forwarded.
 *
 * <p>Each call has one to itself, and with it a UDP port of its own: a server that keeps all calls
 * on one port tells them apart by the address they come from. Buffers are sized for one call.
 */
public final class CallerEngine {

    private static final int DATAGRAMS_PER_READ = 16;
    private static final int MAX_FLOWS = 64;
    private static final int EGRESS_SLOTS = 128;
    private static final int SOCKET_BUFFER_BYTES = 1 << 18;
    private static final int RING_SLOTS = 256;
    private static final int SLAB_SLOTS = 256;
    private static final int MAX_HANDSHAKES = 4;

    /** Short calls want their round trip measured, too. */
    private static final int RTCP_INTERVAL_MS = 1_000;

    private CallerEngine() {}

    /**
     * Opens an engine for a call.
     *
     * @throws CallException when there is no port, or no library that is needed
     */
    static UdpMediaEngine start(int number, CallSettings settings, CallerParts parts)
            throws CallException {
        EchoFile echo = parts.echo();
        Recorder recorder = echo != null && number == 1 ? echo.recorder() : null;
        return start(
                parts.addresses(), settings.stunServers(), settings.connectTimeoutMs(), recorder);
    }

    /**
     * Opens an engine for a call.
     *
     * @param addresses local ones, the likeliest first
     * @param connectTimeoutMs how long a handshake may take
     * @param recorder of what is received; null records nothing
     * @throws CallException when there is no port, or no library that is needed
     */
    public static UdpMediaEngine start(
            List<InetAddress> addresses,
            List<StunServerUrl> stunServers,
            int connectTimeoutMs,
            @Nullable Recorder recorder)
            throws CallException {
        try {
            return UdpMediaEngine.start(
                    engine(addresses, stunServers, connectTimeoutMs), new Counters(), recorder);
        } catch (PortInUseException | IllegalStateException e) {
            throw new CallException("media cannot start: " + e.getMessage(), e);
        }
    }

    private static EngineSettings engine(
            List<InetAddress> addresses, List<StunServerUrl> stunServers, int connectTimeoutMs) {
        return new EngineSettings(
                new NetSettings(
                        addresses,
                        0,
                        1,
                        DATAGRAMS_PER_READ,
                        MAX_FLOWS,
                        EGRESS_SLOTS,
                        SOCKET_BUFFER_BYTES),
                new ShardSettings(
                        1,
                        List.of(),
                        RING_SLOTS,
                        SLAB_SLOTS,
                        WaitPolicy.BLOCKING,
                        PipelineLayout.FUSED,
                        StageSettings.DEFAULTS),
                1,
                List.of(),
                stunServers,
                leg(),
                IceSettings.DEFAULTS,
                dtls(connectTimeoutMs),
                SrtpSettings.DEFAULTS,
                JitterSettings.DEFAULTS,
                TimelineSettings.DEFAULTS,
                OpusCodecs.Provider.AUTO,
                null,
                RtpLegSettings.DEFAULTS);
    }

    private static LegSettings leg() {
        LegSettings usual = LegSettings.DEFAULTS;
        return new LegSettings(
                usual.echoQueuePackets(),
                usual.sendQueuePackets(),
                usual.maxStreams(),
                RTCP_INTERVAL_MS,
                usual.earlyDtlsDatagrams(),
                usual.playbackQueueMs(),
                usual.voice(),
                usual.echoPolicy(),
                usual.playout());
    }

    private static DtlsSettings dtls(int connectTimeoutMs) {
        DtlsSettings usual = DtlsSettings.defaults();
        return new DtlsSettings(
                MAX_HANDSHAKES,
                Math.min(connectTimeoutMs, 120_000),
                usual.initialResendMs(),
                usual.queueDatagrams(),
                usual.maxDatagramBytes(),
                usual.maxMessageBytes(),
                usual.mtuBytes(),
                usual.profiles());
    }
}
