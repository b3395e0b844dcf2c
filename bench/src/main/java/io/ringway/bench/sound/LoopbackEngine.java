package io.ringway.bench.sound;

import io.ringway.media.counters.Counters;
import io.ringway.media.engine.EngineSettings;
import io.ringway.media.engine.PipelineLayout;
import io.ringway.media.engine.ShardSettings;
import io.ringway.media.engine.UdpMediaEngine;
import io.ringway.media.net.NetSettings;
import io.ringway.media.net.PortInUseException;
import io.ringway.media.shard.WaitPolicy;
import io.ringway.media.stage.StageSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

/** Our own media engine as the sender of traces: on loopback, one shard, nothing decoded. */
final class LoopbackEngine {

    private static final int DATAGRAMS_PER_READ = 16;
    private static final int MAX_FLOWS = 1_024;
    private static final int EGRESS_SLOTS = 1_024;
    private static final int SOCKET_BUFFER_BYTES = 1 << 20;
    private static final int RING_SLOTS = 1_024;
    private static final int SLAB_SLOTS = 256;

    private LoopbackEngine() {}

    /**
     * Starts one.
     *
     * @param calls legs it may have
     */
    static UdpMediaEngine start(int calls) throws IOException {
        NetSettings net =
                new NetSettings(
                        List.of(InetAddress.getByName("127.0.0.1")),
                        0,
                        1,
                        DATAGRAMS_PER_READ,
                        MAX_FLOWS,
                        EGRESS_SLOTS,
                        SOCKET_BUFFER_BYTES);
        ShardSettings shards =
                new ShardSettings(
                        1,
                        List.of(),
                        RING_SLOTS,
                        SLAB_SLOTS,
                        WaitPolicy.BLOCKING,
                        PipelineLayout.FUSED,
                        StageSettings.DEFAULTS);
        try {
            return UdpMediaEngine.start(
                    EngineSettings.usual(net, shards, calls), new Counters(), null);
        } catch (PortInUseException e) {
            throw new IOException("no UDP port on loopback", e);
        }
    }
}
