package io.ringway.media.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.Allocations;
import io.ringway.media.PayloadFormat.Codec;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.counters.Counters;
import io.ringway.media.rtp.MediaPacket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Packets from one thread to another. */
@Timeout(60)
class BridgeRingTest {

    private final CounterBlock counters = new Counters().newBlock("test");
    private final UnsafeBuffer payload = new UnsafeBuffer(new byte[1_500]);
    private final MediaPacket packet = new MediaPacket();
    private final List<String> heard = new ArrayList<>();
    private long packets;

    private void hear(int ssrc, Codec codec, MediaPacket got) {
        int first = got.buffer().getInt(got.payloadOffset());
        heard.add(
                "%d %s %d %d %d %b %b %d %d"
                        .formatted(
                                ssrc,
                                codec,
                                got.sequence(),
                                got.rtpTimestamp(),
                                got.payloadType(),
                                got.marker(),
                                got.restored(),
                                got.arrivalNs(),
                                first));
    }

    @Test
    void shouldHandEverythingOver() {
        List<Runnable> calls = new ArrayList<>();
        BridgeRing ring = new BridgeRing(1 << 12, this::hear, calls::add, counters);
        payload.putInt(10, 4_711);
        packet.payload(payload, 10, 160)
                .position(0xFFFF, 0xFFFF_FFF0L)
                .type(127, true)
                .times(-5, 0)
                .restored(true);
        ring.onPacket(-2, Codec.G722, packet);
        ring.onPacket(-2, Codec.G722, packet.restored(false));
        assertEquals(1, calls.size());
        calls.getFirst().run();
        String all = "-2 G722 65535 4294967280 127 true %b -5 4711";
        assertEquals(List.of(all.formatted(true), all.formatted(false)), heard);
        ring.onPacket(-2, Codec.G722, packet);
        assertEquals(2, calls.size());
    }

    @Test
    void shouldDropAndCountWhatFindsNoRoom() {
        BridgeRing ring = new BridgeRing(1 << 12, this::hear, call -> true, counters);
        for (int i = 0; i < 100; i++) {
            ring.onPacket(1, Codec.PCMU, packet.payload(payload, 0, 160));
        }
        ring.onPacket(1, Codec.OPUS, packet.payload(payload, 0, 1_400));
        ring.poll();
        assertEquals(101 - heard.size(), ring.dropped());
        assertTrue(heard.size() >= 15 && heard.size() < 30, "heard " + heard.size());
        assertEquals(ring.dropped(), counters.get(Counter.DROP_BRIDGE_RING));
    }

    @Test
    void shouldTryAgainWhenTheConsumerCouldNotBeCalled() {
        List<Runnable> calls = new ArrayList<>();
        BridgeRing ring = new BridgeRing(1 << 12, this::hear, call -> false, counters);
        ring.onPacket(1, Codec.PCMU, packet.payload(payload, 0, 160));
        BridgeRing working = new BridgeRing(1 << 12, this::hear, calls::add, counters);
        working.onPacket(1, Codec.PCMU, packet);
        assertEquals(1, calls.size());
        ring.poll();
        assertEquals(1, heard.size());
    }

    /** Whatever two threads do, no packet is left lying. */
    @Test
    void shouldLeaveNothingBehind() throws Exception {
        try (ExecutorService consumer = Executors.newSingleThreadExecutor()) {
            BridgeRing ring =
                    new BridgeRing(
                            1 << 15,
                            (ssrc, codec, got) -> packets++,
                            call -> {
                                consumer.execute(call);
                                return true;
                            },
                            counters);
            int sent = 200_000;
            for (int i = 0; i < sent; i++) {
                ring.onPacket(1, Codec.PCMU, packet.payload(payload, 0, 20));
            }
            consumer.shutdown();
            assertTrue(consumer.awaitTermination(30, TimeUnit.SECONDS));
            assertEquals(sent, packets + ring.dropped());
        }
    }

    @Test
    void shouldAllocateNothing() {
        BridgeRing ring =
                new BridgeRing(1 << 15, (ssrc, codec, got) -> packets++, call -> true, counters);
        long bytes =
                Allocations.perCall(
                        () -> {
                            ring.onPacket(1, Codec.OPUS, packet.payload(payload, 0, 80));
                            ring.poll();
                        });
        assertEquals(0, bytes);
    }
}
