package io.ringway.media.engine;

import io.ringway.media.counters.CounterBlock;
import io.ringway.media.ice.CheckSender;
import io.ringway.media.leg.ShardServices;
import io.ringway.media.leg.StreamServices;
import io.ringway.media.leg.WallClock;
import io.ringway.media.net.EgressQueue;
import io.ringway.media.playout.PlayoutScratch;
import io.ringway.media.segment.ForwarderSettings;
import io.ringway.media.segment.GrpcForwarder;
import io.ringway.media.segment.SegmentBatcher;
import io.ringway.media.shard.DutyThread;
import io.ringway.media.shard.MediaShard;
import io.ringway.media.srtp.SrtpCrypto;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One shard with all that belongs to it alone: threads, packet memory, forwarder.
 *
 * <p>Thread: the engine's, when it opens and closes.
 */
final class RunningShard {

    private static final Logger log = LoggerFactory.getLogger(RunningShard.class);
    private static final int STOP_TIMEOUT_MS = 3_000;
    private static final int SCRATCH_BYTES = 4_096;

    private final StageThreads stages;
    private final @Nullable SegmentBatcher batcher;
    private final @Nullable GrpcForwarder forwarder;
    private final ShardServices services;
    private final List<DutyThread> threads;

    RunningShard(int index, MediaShardGroup.Shared shared) {
        ShardSettings settings = shared.settings().shards();
        CounterBlock counters = shared.counters().newBlock("shard-" + index);
        stages =
                switch (settings.layout()) {
                    case FUSED -> new FusedStages(index, settings, counters);
                    case STAGED -> new StagedStages(index, settings, counters, shared.counters());
                };
        shared.sockets().addShard(index, counters);
        List<EgressQueue> egress = new ArrayList<>();
        shared.sockets().sockets().forEach(socket -> egress.add(socket.egress(index)));
        egress.addAll(List.of(shared.rtpPorts().addShard(index)));
        MediaShard shard =
                new MediaShard(
                        index,
                        settings.ringSlots(),
                        shared.sockets().singleLoop(),
                        egress,
                        stages.entrance(),
                        counters);
        shared.sockets().feed(shard.ring());
        ForwarderSettings forwarding = shared.settings().forwarding();
        if (forwarding == null) {
            batcher = null;
            forwarder = null;
        } else {
            batcher = new SegmentBatcher(forwarding.batch(), stages.forwardingCounters());
            forwarder = forwarder(index, shared, forwarding, batcher);
        }
        services = services(shared, shard);
        threads = stages.threads(shard, batcher);
    }

    ShardServices services() {
        return services;
    }

    void start() {
        if (forwarder != null) {
            forwarder.start();
        }
        threads.forEach(DutyThread::start);
    }

    /** Stops threads in the order of the walk, then lets the forwarder send what is left. */
    void close() throws InterruptedException {
        boolean ended = true;
        for (DutyThread thread : threads) {
            ended &= thread.stop(STOP_TIMEOUT_MS);
        }
        if (forwarder != null) {
            forwarder.close();
        }
        if (ended) {
            free();
        } else {
            log.warn("shard {}: its memory is left to the system", services.shard().index());
        }
    }

    private void free() {
        if (batcher != null) {
            batcher.close();
        }
        stages.close();
        services.crypto().close();
        services.playoutScratch().close();
    }

    private static GrpcForwarder forwarder(
            int index,
            MediaShardGroup.Shared shared,
            ForwarderSettings settings,
            SegmentBatcher batcher) {
        return new GrpcForwarder(
                settings,
                index,
                batcher.lane(),
                shared.counters().newBlock("forwarder-" + index),
                shared.requests(),
                shared.random().nextLong());
    }

    private ShardServices services(MediaShardGroup.Shared shared, MediaShard shard) {
        EngineSettings settings = shared.settings();
        return new ShardServices(
                shard,
                shared.sockets(),
                shared.directory(),
                shared.dtls(),
                // Its scratch memory serves one thread.
                SrtpCrypto.open(settings.srtp()),
                stages.decryptionSlab(),
                new CheckSender(),
                shared.recorder(),
                new WallClock(Clock.systemUTC()),
                new UnsafeBuffer(ByteBuffer.allocateDirect(SCRATCH_BYTES)),
                new PlayoutScratch(),
                new StreamServices(
                        stages.chain(shard),
                        stages.orderingSlab(),
                        shared.codecs(),
                        batcher,
                        new WallClock(Clock.systemUTC()),
                        settings.jitter(),
                        settings.timeline()),
                settings.leg(),
                settings.ice());
    }
}
