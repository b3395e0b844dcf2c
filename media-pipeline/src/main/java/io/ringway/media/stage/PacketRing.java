package io.ringway.media.stage;

import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.jitter.PacketSlab;
import io.ringway.media.shard.Stage;
import org.jspecify.annotations.Nullable;

/**
 * From decryption to ordering: payloads leave the slab of the one thread and lie in the slab of the
 * other. To the stage after, a packet dropped here is one lost by the network.
 */
public final class PacketRing extends StageRing<PacketTaker, PacketRing.Event> {

    private final PacketSlab before;

    /**
     * Makes an empty ring.
     *
     * @param before slab of the decrypting thread
     * @param after slab of the ordering thread, with slots at least as large
     */
    public PacketRing(int slots, PacketSlab before, PacketSlab after, CounterBlock counters) {
        super(() -> new Event(after), slots, before.slotBytes(), counters);
        this.before = before;
    }

    @Override
    public PacketTaker connect(PacketTaker next) {
        return (slot, packet) -> {
            Event event = takeSlot();
            if (event == null) {
                countDrop();
            } else {
                event.next = next;
                event.copy(packet);
                publish();
            }
            before.give(slot);
        };
    }

    static final class Event extends PacketSlot {

        private final PacketSlab slab;
        private @Nullable PacketTaker next;

        Event(PacketSlab slab) {
            this.slab = slab;
        }

        @Override
        void deliver(Stage stage) {
            PacketTaker taker = published(next);
            next = null;
            int slot = slab.take();
            if (slot < 0) {
                stage.counters().increment(Counter.DROP_SLAB_EMPTY);
                return;
            }
            int offset = slab.offset(slot);
            int length = packet.payloadLength();
            slab.buffer().putBytes(offset, bytes, 0, length);
            taker.onPacket(slot, packet.payload(slab.buffer(), offset, length));
        }
    }
}
