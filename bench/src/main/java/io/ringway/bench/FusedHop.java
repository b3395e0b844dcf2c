package io.ringway.bench;

import io.ringway.media.counters.CounterBlock;
import io.ringway.media.counters.Counters;
import io.ringway.media.jitter.PacketSlab;
import io.ringway.media.rtp.MediaPacket;
import io.ringway.media.shard.MediaShard;
import io.ringway.media.shard.Outlet;
import io.ringway.media.stage.PacketTaker;
import io.ringway.media.stage.StageChain;
import java.util.List;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** From decryption to ordering on one thread. */
@State(Scope.Thread)
public class FusedHop {

    private final CounterBlock counters = new Counters().newBlock("shard");
    private final PacketSlab slab = new PacketSlab(1, PacketSlab.DEFAULT_SLOT_BYTES);
    private final StageChain stages =
            StageChain.fused(new MediaShard(0, 256, true, List.of(), Outlet.NONE, counters));
    private final DecryptedPacket decrypted = new DecryptedPacket();
    private final PacketTaker first = stages.toOrdering().connect(this::onPacket);
    private long taken;

    @TearDown(Level.Trial)
    public void free() {
        slab.close();
    }

    long carry() {
        for (int i = 0; i < RingBenchmark.PACKETS; i++) {
            decrypted.send(slab, first, i);
        }
        return taken;
    }

    private void onPacket(int slot, MediaPacket packet) {
        taken++;
        slab.give(slot);
    }
}
