package io.ringway.media.jitter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PacketSlabTest {

    @Test
    void shouldHandOutEverySlotOnceAndThenRefuse() {
        try (PacketSlab slab = new PacketSlab(8, 64)) {
            Set<Integer> offsets = new HashSet<>();
            for (int i = 0; i < 8; i++) {
                int slot = slab.take();
                slab.buffer().setMemory(slab.offset(slot), 64, (byte) slot);
                offsets.add(slab.offset(slot));
            }
            assertEquals(8, offsets.size());
            assertEquals(-1, slab.take());
            assertEquals(8, slab.used());
        }
    }

    @Test
    void shouldReuseTheSlotGivenBackLast() {
        try (PacketSlab slab = new PacketSlab()) {
            int first = slab.take();
            int second = slab.take();
            slab.give(first);
            assertEquals(first, slab.take());
            slab.give(second);
            slab.give(first);
            assertEquals(first, slab.take());
            assertEquals(1, slab.used());
        }
    }

    @Test
    void shouldRefuseASlotGivenBackTwice() {
        try (PacketSlab slab = new PacketSlab(2, 64)) {
            int slot = slab.take();
            slab.give(slot);
            assertThrows(IllegalStateException.class, () -> slab.give(slot));
        }
    }

    @Test
    void shouldStartZeroedOffTheHeap() {
        try (PacketSlab slab = new PacketSlab()) {
            assertTrue(slab.buffer().addressOffset() != 0);
            assertEquals(null, slab.buffer().byteArray());
            int last = slab.offset(slab.slots() - 1) + slab.slotBytes() - 8;
            assertEquals(0L, slab.buffer().getLong(last));
        }
    }

    @Test
    void shouldRefuseImpossibleSizes() {
        assertThrows(IllegalArgumentException.class, () -> new PacketSlab(0, 64));
        assertThrows(IllegalArgumentException.class, () -> new PacketSlab(1, 100));
        assertThrows(IllegalArgumentException.class, () -> new PacketSlab(1 << 21, 1_536));
    }
}
