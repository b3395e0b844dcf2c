package io.ringway.bench;

import io.ringway.media.counters.Counters;
import io.ringway.media.jitter.PacketSlab;
import io.ringway.media.rtp.MediaPacket;
import io.ringway.media.shard.Outlet;
import io.ringway.media.stage.PacketRing;
import io.ringway.media.stage.PacketTaker;
import io.ringway.media.stage.StageDuty;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** From decryption (the benchmark's thread) to ordering (the other). */
@State(Scope.Thread)
public class StagedHop {

    private static final int SLOTS = 2 * RingBenchmark.PACKETS;

    private final Counters counters = new Counters();
    private final PacketSlab before = new PacketSlab(1, PacketSlab.DEFAULT_SLOT_BYTES);
    private final PacketSlab after = new PacketSlab(1, PacketSlab.DEFAULT_SLOT_BYTES);
    private final PacketRing ring =
            new PacketRing(SLOTS, before, after, counters.newBlock("shard"));
    private final DecryptedPacket decrypted = new DecryptedPacket();
    private final PacketTaker first = ring.connect(this::onPacket);
    private @Nullable OtherEnd ordering;

    @Setup(Level.Trial)
    public void start() {
        StageDuty<?> duty =
                new StageDuty<>("ordering", ring, Outlet.NONE, counters.newBlock("ordering"));
        ordering = new OtherEnd(() -> duty.work(0));
    }

    @TearDown(Level.Trial)
    public void stop() {
        Objects.requireNonNull(ordering).stop();
        ring.close();
        before.close();
        after.close();
    }

    long carry() {
        OtherEnd end = Objects.requireNonNull(ordering);
        long last = end.taken() + RingBenchmark.PACKETS;
        for (int i = 0; i < RingBenchmark.PACKETS; i++) {
            decrypted.send(before, first, i);
            if (i % RingBenchmark.BATCH == 0) {
                ring.flush();
            }
        }
        ring.flush();
        end.await(last);
        return last;
    }

    private void onPacket(int slot, MediaPacket packet) {
        after.give(slot);
        Objects.requireNonNull(ordering).take();
    }
}
