package io.ringway.bench.shard;

import io.ringway.media.codec.OpusCodecs;
import io.ringway.media.codec.TimelineSettings;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.counters.Counters;
import io.ringway.media.dtls.DtlsEngine;
import io.ringway.media.dtls.DtlsIdentity;
import io.ringway.media.dtls.DtlsSettings;
import io.ringway.media.ice.CheckSender;
import io.ringway.media.ice.IceSettings;
import io.ringway.media.jitter.JitterSettings;
import io.ringway.media.jitter.PacketSlab;
import io.ringway.media.leg.LegSettings;
import io.ringway.media.leg.ShardServices;
import io.ringway.media.leg.StreamServices;
import io.ringway.media.leg.WallClock;
import io.ringway.media.net.EgressQueue;
import io.ringway.media.net.LegDirectory;
import io.ringway.media.net.MediaSockets;
import io.ringway.media.net.NetSettings;
import io.ringway.media.net.StunIngress;
import io.ringway.media.net.UdpIngress;
import io.ringway.media.playout.PlayoutScratch;
import io.ringway.media.segment.BatchSettings;
import io.ringway.media.segment.PromptService;
import io.ringway.media.segment.SegmentBatcher;
import io.ringway.media.shard.MediaShard;
import io.ringway.media.shard.Outlet;
import io.ringway.media.srtp.CryptoProvider;
import io.ringway.media.srtp.SrtpCrypto;
import io.ringway.media.srtp.SrtpSettings;
import io.ringway.media.stage.StageChain;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A shard in the fused layout with what the engine gives it, whose thread is the caller's: nothing
 * happens on it but by {@link #work}, and time is what the caller says it is.
 *
 * <p>Connectivity checks come in by a real socket on loopback, and what legs send leaves by it.
 */
final class DrivenShard implements AutoCloseable {

    private static final int RING_SLOTS = 4_096;
    private static final int MAX_LEGS = 4_096;
    private static final int EGRESS_SLOTS = 4_096;
    private static final int SOCKET_BUFFER_BYTES = 1 << 20;
    private static final int SCRATCH_BYTES = 4_096;

    final Counters counters = new Counters();
    final CounterBlock loopCounters = counters.newBlock("loop");
    final MediaShard shard;
    final ShardServices services;
    final InetSocketAddress address;
    private final MediaSockets sockets;
    private final DtlsEngine dtls;
    private final PacketSlab slab =
            new PacketSlab(PacketSlab.DEFAULT_SLOTS, PacketSlab.DEFAULT_SLOT_BYTES);
    private final SegmentBatcher batcher;
    private final PromptService service;

    DrivenShard() {
        NetSettings net =
                new NetSettings(
                        List.of(InetAddress.getLoopbackAddress()),
                        0,
                        1,
                        64,
                        2 * MAX_LEGS,
                        EGRESS_SLOTS,
                        SOCKET_BUFFER_BYTES);
        CounterBlock own = counters.newBlock("shard-0");
        sockets = MediaSockets.open(net, counters, 1);
        sockets.addShard(0, own);
        address = sockets.sockets().getFirst().localAddress();
        List<EgressQueue> egress = new ArrayList<>();
        sockets.sockets().forEach(socket -> egress.add(socket.egress(0)));
        shard = new MediaShard(0, RING_SLOTS, true, egress, Outlet.NONE, own);
        batcher = new SegmentBatcher(BatchSettings.DEFAULTS, own);
        service = new PromptService(batcher.lane());
        SecureRandom random = new SecureRandom();
        dtls =
                new DtlsEngine(
                        DtlsSettings.defaults(),
                        DtlsIdentity.create(random, Instant.now()),
                        CryptoProvider.AUTO,
                        random,
                        counters);
        services = services(new LegDirectory(MAX_LEGS, random.nextInt()));
        sockets.startReading(
                (socket, ofLoop) ->
                        new UdpIngress(
                                socket,
                                new StunIngress(
                                        socket,
                                        services.directory(),
                                        (s, from, answer) -> {},
                                        ofLoop),
                                ofLoop));
    }

    /** One cycle of the shard's thread, and the speech service takes what came of it. */
    long work(long nowNs) {
        shard.work(nowNs);
        batcher.endOfBatch(nowNs);
        return service.takeAll();
    }

    /** Waits until everything the last cycle left to an event loop, if it did, has been sent. */
    void awaitSent() {
        while (!sockets.sockets().getFirst().egress(0).isEmpty()) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        sockets.close();
        dtls.close();
        batcher.close();
        services.crypto().close();
        services.playoutScratch().close();
        slab.close();
    }

    private ShardServices services(LegDirectory directory) {
        return new ShardServices(
                shard,
                sockets,
                directory,
                dtls,
                SrtpCrypto.open(SrtpSettings.DEFAULTS),
                slab,
                new CheckSender(),
                null,
                new WallClock(Clock.systemUTC()),
                new UnsafeBuffer(ByteBuffer.allocateDirect(SCRATCH_BYTES)),
                new PlayoutScratch(),
                new StreamServices(
                        StageChain.fused(shard),
                        slab,
                        OpusCodecs.of(OpusCodecs.Provider.AUTO),
                        batcher,
                        new WallClock(Clock.systemUTC()),
                        JitterSettings.DEFAULTS,
                        TimelineSettings.DEFAULTS),
                LegSettings.DEFAULTS,
                IceSettings.DEFAULTS);
    }
}
