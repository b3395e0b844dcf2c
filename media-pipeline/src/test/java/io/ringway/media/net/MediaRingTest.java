package io.ringway.media.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.counters.Counters;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class MediaRingTest {

    private static final InetSocketAddress SOURCE = new InetSocketAddress("127.0.0.1", 9);

    private final CounterBlock counters = new Counters().newBlock("loop");
    private final MediaRing ring = new MediaRing(64, true, () -> {});
    private final List<Integer> received = new ArrayList<>();
    private final PacketTarget target = new RecordingTarget();
    private final UnsafeBuffer batch = new UnsafeBuffer(ByteBuffer.allocateDirect(4_096));

    private final class RecordingTarget implements PacketTarget {
        @Override
        public MediaRing ring() {
            return ring;
        }

        @Override
        public void onDtls(DirectBuffer bytes, int length) {
            throw new AssertionError("no DTLS here");
        }

        @Override
        public void onPacket(PacketEvent event, long nowNs) {
            assertEquals(8, event.length());
            received.add((int) event.bytes().getByte(0));
        }
    }

    private void publish(int value) {
        UnsafeBuffer datagram = new UnsafeBuffer(batch, value * 8, 8);
        datagram.putByte(0, (byte) value);
        ring.publish(PacketKind.RTP, target, SOURCE, 0, datagram, 8, 0, counters);
    }

    private void pollAll() {
        ring.poll(
                (event, sequence, endOfBatch) -> {
                    event.target().onPacket(event, 0);
                    event.clear();
                    return true;
                });
    }

    @Test
    void shouldHandOverCopiesInOrder() {
        publish(1);
        publish(2);
        batch.setMemory(0, batch.capacity(), (byte) 0);
        pollAll();
        assertEquals(List.of(1, 2), received);
        assertTrue(ring.isEmpty());
    }

    @Test
    void shouldRefuseADatagramLongerThanASlot() {
        ring.publish(PacketKind.RTP, target, SOURCE, 0, batch, 4_096, 0, counters);
        assertTrue(ring.isEmpty());
        assertEquals(1, counters.get(Counter.DROP_TRUNCATED));
    }

    @Test
    void shouldDropTheNewcomerAndCountItWhenFull() {
        for (int i = 0; i < 70; i++) {
            publish(i);
        }
        assertEquals(6, counters.get(Counter.DROP_RING_FULL));
        pollAll();
        assertEquals(64, received.size());
        assertEquals(63, received.getLast());
    }

    @Test
    void shouldLetGoOfTheTargetWithTheEvent() {
        publish(1);
        ring.poll(
                (event, sequence, endOfBatch) -> {
                    assertSame(target, event.target());
                    event.clear();
                    assertThrows(IllegalStateException.class, event::target);
                    assertEquals(0, event.length());
                    return true;
                });
    }
}
