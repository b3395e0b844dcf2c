package io.ringway.media.engine;

import io.ringway.media.codec.OpusCodecs;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.counters.Counters;
import io.ringway.media.dtls.DtlsEngine;
import io.ringway.media.ice.CheckSender;
import io.ringway.media.jitter.PacketSlab;
import io.ringway.media.leg.ShardServices;
import io.ringway.media.leg.WallClock;
import io.ringway.media.net.LegDirectory;
import io.ringway.media.net.MediaSockets;
import io.ringway.media.recording.Recorder;
import io.ringway.media.segment.ForwarderSettings;
import io.ringway.media.segment.GrpcForwarder;
import io.ringway.media.segment.SegmentBatcher;
import io.ringway.media.segment.ServiceRequestListener;
import io.ringway.media.shard.Duty;
import io.ringway.media.shard.DutyThread;
import io.ringway.media.shard.MediaShard;
import io.ringway.media.srtp.SrtpCrypto;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** All shards of an engine with what belongs to each: its thread, packet memory and forwarder. */
final class MediaShardGroup {

    private static final int STOP_TIMEOUT_MS = 3_000;
    private static final int SCRATCH_BYTES = 4_096;
    private static final int SLOT_BYTES = PacketSlab.DEFAULT_SLOT_BYTES;

    private final List<ShardServices> shards = new ArrayList<>();
    private final List<DutyThread> threads = new ArrayList<>();
    private final List<GrpcForwarder> forwarders = new ArrayList<>();

    /** What all shards share. */
    record Shared(
            EngineSettings settings,
            Counters counters,
            MediaSockets sockets,
            LegDirectory directory,
            DtlsEngine dtls,
            OpusCodecs codecs,
            @Nullable Recorder recorder,
            ServiceRequestListener requests,
            SecureRandom random) {}

    MediaShardGroup(Shared shared) {
        for (int index = 0; index < shared.settings().shards().count(); index++) {
            addShard(index, shared);
        }
    }

    void start() {
        forwarders.forEach(GrpcForwarder::start);
        threads.forEach(DutyThread::start);
    }

    /** The services of the shard that a leg with that number belongs to. */
    ShardServices of(int legId) {
        return shards.get(Math.floorMod(legId, shards.size()));
    }

    List<ShardServices> all() {
        return List.copyOf(shards);
    }

    List<GrpcForwarder> forwarders() {
        return List.copyOf(forwarders);
    }

    /** Who computes SRTP, for the log. */
    String cryptoDescription() {
        return shards.getFirst().crypto().description();
    }

    /** Stops threads, then lets forwarders send what is left, then frees memory. */
    void close() throws InterruptedException {
        for (DutyThread thread : threads) {
            thread.stop(STOP_TIMEOUT_MS);
        }
        forwarders.forEach(GrpcForwarder::close);
        for (ShardServices services : shards) {
            SegmentBatcher batcher = services.forwarding();
            if (batcher != null) {
                batcher.close();
            }
            services.slab().close();
            services.crypto().close();
        }
    }

    private void addShard(int index, Shared shared) {
        EngineSettings settings = shared.settings();
        CounterBlock counters = shared.counters().newBlock("shard-" + index);
        shared.sockets().addShard(index, counters);
        MediaShard shard =
                new MediaShard(
                        index,
                        settings.shards().ringSlots(),
                        shared.sockets().singleLoop(),
                        shared.sockets().sockets(),
                        counters);
        SegmentBatcher batcher = forwarding(index, shared, counters);
        shards.add(services(shared, shard, batcher));
        List<Duty> duties = new ArrayList<>(List.of(shard));
        if (batcher != null) {
            duties.add(new ForwardingDuty(batcher));
        }
        threads.add(
                new DutyThread(
                        "media-shard-" + index,
                        duties,
                        settings.shards().waitPolicy(),
                        shard.doorbell(),
                        counters,
                        settings.shards().coreOf(index)));
    }

    private @Nullable SegmentBatcher forwarding(int index, Shared shared, CounterBlock counters) {
        ForwarderSettings settings = shared.settings().forwarding();
        if (settings == null) {
            return null;
        }
        SegmentBatcher batcher = new SegmentBatcher(settings.batch(), counters);
        forwarders.add(
                new GrpcForwarder(
                        settings,
                        index,
                        batcher.lane(),
                        shared.counters().newBlock("forwarder-" + index),
                        shared.requests(),
                        shared.random().nextLong()));
        return batcher;
    }

    private static ShardServices services(
            Shared shared, MediaShard shard, @Nullable SegmentBatcher batcher) {
        EngineSettings settings = shared.settings();
        return new ShardServices(
                shard,
                shared.sockets(),
                shared.directory(),
                shared.dtls(),
                // Its scratch memory serves one thread.
                SrtpCrypto.open(settings.srtp()),
                new PacketSlab(settings.shards().slabSlots(), SLOT_BYTES),
                new CheckSender(),
                shared.codecs(),
                batcher,
                shared.recorder(),
                new WallClock(Clock.systemUTC()),
                new UnsafeBuffer(ByteBuffer.allocateDirect(SCRATCH_BYTES)),
                settings.leg(),
                settings.ice(),
                settings.jitter(),
                settings.timeline());
    }
}
