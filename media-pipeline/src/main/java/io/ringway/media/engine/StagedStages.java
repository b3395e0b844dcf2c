package io.ringway.media.engine;

import io.ringway.media.counters.CounterBlock;
import io.ringway.media.counters.Counters;
import io.ringway.media.jitter.PacketSlab;
import io.ringway.media.segment.SegmentBatcher;
import io.ringway.media.shard.Doorbell;
import io.ringway.media.shard.Duty;
import io.ringway.media.shard.DutyThread;
import io.ringway.media.shard.MediaShard;
import io.ringway.media.shard.Outlet;
import io.ringway.media.stage.OrderedRing;
import io.ringway.media.stage.PacketRing;
import io.ringway.media.stage.SegmentRing;
import io.ringway.media.stage.StageChain;
import io.ringway.media.stage.StageDuty;
import io.ringway.media.stage.StageSettings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link PipelineLayout#STAGED}: four threads, and a ring before each but the first. */
final class StagedStages implements StageThreads {

    private static final int THREADS = 4;
    private static final int SLOT_BYTES = PacketSlab.DEFAULT_SLOT_BYTES;

    private final int index;
    private final ShardSettings settings;
    private final CounterBlock shardCounters;
    private final CounterBlock orderingCounters;
    private final CounterBlock decodingCounters;
    private final CounterBlock forwardingCounters;
    private final PacketSlab decryptionSlab;
    private final PacketSlab orderingSlab;
    private final PacketRing packets;
    private final OrderedRing ordered;
    private final SegmentRing segments;
    private final StageDuty<?> ordering;
    private final StageDuty<?> decoding;
    private final StageDuty<?> forwarding;

    StagedStages(int index, ShardSettings settings, CounterBlock shardCounters, Counters all) {
        this.index = index;
        this.settings = settings;
        this.shardCounters = shardCounters;
        orderingCounters = all.newBlock("ordering-" + index);
        decodingCounters = all.newBlock("decoding-" + index);
        forwardingCounters = all.newBlock("forwarding-" + index);
        // A packet leaves it as soon as it is decrypted.
        // One slot is enough to decrypt; what an echo is played out of waits in others.
        decryptionSlab = new PacketSlab(settings.slabSlots(), SLOT_BYTES);
        orderingSlab = new PacketSlab(settings.slabSlots(), SLOT_BYTES);
        StageSettings stages = settings.stages();
        packets = new PacketRing(stages.packetSlots(), decryptionSlab, orderingSlab, shardCounters);
        ordered = new OrderedRing(stages.packetSlots(), SLOT_BYTES, orderingCounters);
        segments = new SegmentRing(stages.segmentSlots(), decodingCounters);
        ordering = new StageDuty<>("ordering-" + index, packets, ordered, orderingCounters);
        decoding = new StageDuty<>("decoding-" + index, ordered, segments, decodingCounters);
        forwarding =
                new StageDuty<>("forwarding-" + index, segments, Outlet.NONE, forwardingCounters);
    }

    @Override
    public PacketSlab decryptionSlab() {
        return decryptionSlab;
    }

    @Override
    public PacketSlab orderingSlab() {
        return orderingSlab;
    }

    @Override
    public CounterBlock forwardingCounters() {
        return forwardingCounters;
    }

    @Override
    public Outlet entrance() {
        return packets;
    }

    @Override
    public StageChain chain(MediaShard shard) {
        return new StageChain(packets, ordering, ordered, decoding, segments, forwarding);
    }

    @Override
    public List<DutyThread> threads(MediaShard shard, @Nullable SegmentBatcher batcher) {
        List<Duty> last = new ArrayList<>(List.of(forwarding));
        if (batcher != null) {
            last.add(new ForwardingDuty(batcher));
        }
        return List.of(
                thread(0, "shard", List.of(shard), shard.doorbell(), shardCounters),
                thread(1, "ordering", List.of(ordering), packets.doorbell(), orderingCounters),
                thread(2, "decoding", List.of(decoding), ordered.doorbell(), decodingCounters),
                thread(3, "forwarding", last, segments.doorbell(), forwardingCounters));
    }

    @Override
    public void close() {
        packets.close();
        ordered.close();
        segments.close();
        decryptionSlab.close();
        orderingSlab.close();
    }

    private DutyThread thread(
            int position, String stage, List<Duty> duties, Doorbell bell, CounterBlock counters) {
        return new DutyThread(
                "media-" + stage + "-" + index,
                duties,
                settings.waitPolicy(),
                settings.wakeIntervalNs(),
                bell,
                counters,
                settings.coreOf(THREADS * index + position));
    }
}
