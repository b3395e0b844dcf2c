package io.ringway.server.warmup;

import io.ringway.media.counters.Counters;
import io.ringway.media.engine.EngineSettings;
import io.ringway.media.engine.ShardSettings;
import io.ringway.media.engine.UdpMediaEngine;
import io.ringway.media.leg.LegSettings;
import io.ringway.media.net.NetSettings;
import io.ringway.media.net.RtpPortSettings;
import io.ringway.media.segment.BatchSettings;
import io.ringway.media.segment.ForwarderSettings;
import io.ringway.media.shard.WaitPolicy;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Engines on loopback that work as the server's does, each as small as may be: a loop, a shard,
 * buffers for a few calls.
 */
final class WarmUpEngines {

    private static final int MAX_SESSIONS = 32;
    private static final int MAX_FLOWS = 256;
    private static final int EGRESS_SLOTS = 512;
    private static final int RECEIVE_BUFFER_BYTES = 128 << 10;

    /** So few that a burst fills them: what is done then has to happen, too. */
    private static final int RING_SLOTS = 256;

    private static final int SLAB_SLOTS = 1_024;

    /** The shortest there is, for reports in seconds. */
    private static final int RTCP_INTERVAL_MS = 500;

    private final EngineSettings server;

    /**
     * @param server whose ways they have
     */
    WarmUpEngines(EngineSettings server) {
        this.server = server;
    }

    /** One that forwards to a speech service on loopback. */
    UdpMediaEngine answering(Counters counters, int speechPort) {
        String host = InetAddress.getLoopbackAddress().getHostAddress();
        ForwarderSettings usual =
                ForwarderSettings.of("warm-up", new ForwarderSettings.Target(host, speechPort));
        ForwarderSettings own = server.forwarding();
        BatchSettings batch = own == null ? usual.batch() : own.batch();
        return start(usual.with(batch, usual.congestionControl()), counters);
    }

    /** One for callers, who are told apart by the port of their engine. */
    UdpMediaEngine calling() {
        return start(null, new Counters());
    }

    private UdpMediaEngine start(@Nullable ForwarderSettings forwarding, Counters counters) {
        return UdpMediaEngine.start(
                new EngineSettings(
                        net(),
                        shards(),
                        MAX_SESSIONS,
                        List.of(),
                        List.of(),
                        leg(),
                        server.ice(),
                        server.dtls(),
                        server.srtp(),
                        server.jitter(),
                        server.timeline(),
                        server.opus(),
                        server.silk(),
                        forwarding,
                        // A server may have only a few ports for its phones.
                        server.rtp().withPorts(RtpPortSettings.DEFAULTS),
                        server.conferences()),
                counters,
                null);
    }

    private NetSettings net() {
        NetSettings ofServer = server.net();
        return new NetSettings(
                List.of(InetAddress.getLoopbackAddress()),
                0,
                1,
                ofServer.datagramsPerRead(),
                MAX_FLOWS,
                EGRESS_SLOTS,
                RECEIVE_BUFFER_BYTES,
                ofServer.wakeIntervalNs(),
                ofServer.io());
    }

    private ShardSettings shards() {
        ShardSettings ofServer = server.shards();
        return new ShardSettings(
                1,
                List.of(),
                RING_SLOTS,
                SLAB_SLOTS,
                WaitPolicy.BLOCKING,
                ofServer.wakeIntervalNs(),
                ofServer.layout(),
                ofServer.stages());
    }

    private LegSettings leg() {
        LegSettings ofServer = server.leg();
        return new LegSettings(
                ofServer.echoQueuePackets(),
                ofServer.sendQueuePackets(),
                ofServer.maxStreams(),
                RTCP_INTERVAL_MS,
                ofServer.earlyDtlsDatagrams(),
                ofServer.playbackQueueMs(),
                ofServer.voice(),
                ofServer.echoPolicy(),
                ofServer.playout());
    }
}
