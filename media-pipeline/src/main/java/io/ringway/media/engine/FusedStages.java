package io.ringway.media.engine;

import io.ringway.media.counters.CounterBlock;
import io.ringway.media.jitter.PacketSlab;
import io.ringway.media.segment.SegmentBatcher;
import io.ringway.media.shard.Duty;
import io.ringway.media.shard.DutyThread;
import io.ringway.media.shard.MediaShard;
import io.ringway.media.shard.Outlet;
import io.ringway.media.stage.StageChain;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link PipelineLayout#FUSED}: everything on the shard's thread. */
final class FusedStages implements StageThreads {

    private final int index;
    private final ShardSettings settings;
    private final CounterBlock counters;
    private final PacketSlab slab;

    FusedStages(int index, ShardSettings settings, CounterBlock shardCounters) {
        this.index = index;
        this.settings = settings;
        this.counters = shardCounters;
        this.slab = new PacketSlab(settings.slabSlots(), PacketSlab.DEFAULT_SLOT_BYTES);
    }

    @Override
    public PacketSlab decryptionSlab() {
        return slab;
    }

    @Override
    public PacketSlab orderingSlab() {
        return slab;
    }

    @Override
    public CounterBlock forwardingCounters() {
        return counters;
    }

    @Override
    public Outlet entrance() {
        return Outlet.NONE;
    }

    @Override
    public StageChain chain(MediaShard shard) {
        return StageChain.fused(shard);
    }

    @Override
    public List<DutyThread> threads(MediaShard shard, @Nullable SegmentBatcher forwarding) {
        List<Duty> duties = new ArrayList<>(List.of(shard));
        if (forwarding != null) {
            duties.add(new ForwardingDuty(forwarding));
        }
        return List.of(
                new DutyThread(
                        "media-shard-" + index,
                        duties,
                        settings.waitPolicy(),
                        settings.wakeIntervalNs(),
                        shard.doorbell(),
                        counters,
                        settings.coreOf(index)));
    }

    @Override
    public void close() {
        slab.close();
    }
}
