package io.ringway.media.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.SpeechFormat;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.counters.Counters;
import io.ringway.media.jitter.JitterSink;
import io.ringway.media.jitter.PacketSlab;
import io.ringway.media.rtp.MediaPacket;
import io.ringway.media.shard.Outlet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The three rings and the duty that empties them, all on the test's thread. */
class StageRingTest {

    private static final int SLOTS = 64;
    private static final int PACKET_BYTES = 128;

    private final Counters counters = new Counters();
    private final CounterBlock before = counters.newBlock("before");
    private final CounterBlock after = counters.newBlock("after");
    private final PacketSlab slabBefore = new PacketSlab(1, PACKET_BYTES);
    private final PacketSlab slabAfter = new PacketSlab(2, PACKET_BYTES);
    private final PacketRing packets = new PacketRing(SLOTS, slabBefore, slabAfter, before);
    private final OrderedRing ordered = new OrderedRing(SLOTS, PACKET_BYTES, before);
    private final SegmentRing segments = new SegmentRing(SLOTS, before);
    private final Journal journal = new Journal(slabAfter);
    private final UnsafeBuffer payload = new UnsafeBuffer(new byte[PACKET_BYTES]);

    @AfterEach
    void free() {
        packets.close();
        ordered.close();
        segments.close();
        slabBefore.close();
        slabAfter.close();
    }

    @Test
    void shouldCarryPacketsAndCommandsInTheirOrder() {
        PacketTaker entrance = packets.connect(journal);
        send(entrance, 7);
        packets.execute(() -> journal.lines.add("command"));
        send(entrance, 8);
        drain(packets);
        assertEquals(
                List.of(
                        "packet 7 at 6720: 7 of 20 bytes, type 111, true, level 7, true, came 1007",
                        "command",
                        "packet 8 at 7680: 8 of 20 bytes, type 111, true, level 8, true, came 1008"),
                journal.lines);
        assertEquals(0, slabBefore.used());
        assertEquals(0, slabAfter.used());
    }

    @Test
    void shouldDropPacketsButNoCommandsWhenFull() {
        PacketTaker entrance = packets.connect(journal);
        for (int i = 0; i < SLOTS; i++) {
            packets.execute(() -> journal.lines.add("early"));
        }
        send(entrance, 1);
        packets.execute(() -> journal.lines.add("late"));
        packets.offer(() -> journal.lines.add("lossy"));
        assertFalse(packets.flush());
        drain(packets);
        // What waits goes first, so this finds no place yet.
        send(entrance, 2);
        assertTrue(packets.flush());
        send(entrance, 3);
        drain(packets);
        assertEquals(SLOTS + 2, journal.lines.size());
        assertEquals("late", journal.lines.get(SLOTS));
        assertTrue(journal.lines.getLast().startsWith("packet 3"));
        assertEquals(3, counters.total(Counter.DROP_STAGE_RING_FULL));
        assertEquals(0, slabBefore.used());
    }

    @Test
    void shouldCountPacketsTheNextSlabHasNoRoomFor() {
        PacketTaker entrance = packets.connect(journal);
        int first = slabAfter.take();
        int second = slabAfter.take();
        send(entrance, 1);
        drain(packets);
        slabAfter.give(first);
        slabAfter.give(second);
        assertEquals(List.of(), journal.lines);
        assertEquals(1, after.get(Counter.DROP_SLAB_EMPTY));
    }

    @Test
    void shouldTellGapsAndDiscontinuitiesWithThePacketBehindThem() {
        JitterSink entrance = ordered.connect(journal);
        order(entrance, 1);
        entrance.onGap(2, 3, packet(0));
        order(entrance, 5);
        entrance.onGap(6, 1, packet(0));
        entrance.onDiscontinuity();
        order(entrance, 100);
        entrance.onLate(packet(4));
        order(entrance, 101);
        drain(ordered);
        assertEquals(
                List.of(
                        "packet 1 at 960: 1 of 20 bytes, type 111, false, level 1, true, came 5, held 6",
                        "gap of 3 from 2, then 5 at 4800",
                        "packet 5 at 4800: 5 of 20 bytes, type 111, false, level 5, true, came 5, held 6",
                        "discontinuity",
                        "packet 100 at 96000: 100 of 20 bytes, type 111, false, level 100, true, came 5, held 6",
                        "late 100",
                        "packet 101 at 96960: 101 of 20 bytes, type 111, false, level 101, true, came 5, held 6"),
                journal.lines);
    }

    @Test
    void shouldTellDroppedPacketsAsAGap() {
        JitterSink entrance = ordered.connect(journal);
        IntStream.range(0, SLOTS).forEach(i -> order(entrance, i));
        order(entrance, SLOTS);
        entrance.onGap(SLOTS + 1, 1, packet(0));
        order(entrance, SLOTS + 2);
        drain(ordered);
        order(entrance, SLOTS + 3);
        drain(ordered);
        assertEquals(SLOTS + 2, journal.lines.size());
        assertEquals("gap of 3 from 64, then 67 at 64320", journal.lines.get(SLOTS));
        assertEquals(2, counters.total(Counter.DROP_STAGE_RING_FULL));
    }

    @Test
    void shouldTellDroppedSegmentsBeforeTheNext() {
        SegmentTaker entrance = segments.connect(journal);
        entrance.setFormat(SpeechFormat.LINEAR16_16K);
        IntStream.range(0, SLOTS + 1).forEach(i -> segment(entrance, i));
        drain(segments);
        segment(entrance, 70);
        drain(segments);
        assertEquals("format LINEAR16", journal.lines.get(1));
        assertEquals(
                List.of(
                        "lost 2 segments of 640 samples",
                        "segment at 67200: 70 in 640 bytes, 320 samples, flags 3, came 9"),
                journal.lines.subList(SLOTS + 1, SLOTS + 3));
        assertEquals(2, counters.total(Counter.DROP_STAGE_RING_FULL));
    }

    @Test
    void shouldTellDroppedSegmentsBeforeTheFormatChanges() {
        SegmentTaker entrance = segments.connect(journal);
        IntStream.range(0, SLOTS + 1).forEach(i -> segment(entrance, i));
        entrance.setFormat(SpeechFormat.LINEAR16_16K);
        drain(segments);
        assertTrue(segments.flush());
        drain(segments);
        assertEquals(
                List.of("lost 1 segments of 320 samples", "format LINEAR16"),
                journal.lines.subList(SLOTS, SLOTS + 2));
    }

    @Test
    void shouldForgetAbortedSegmentsAndRefuseOnesThatFitNoSlot() {
        SegmentTaker entrance = segments.connect(journal);
        assertTrue(entrance.claim(640));
        entrance.abort();
        assertFalse(entrance.claim(SegmentRing.PAYLOAD_BYTES + 1));
        entrance.lose(9_601);
        segment(entrance, 1);
        drain(segments);
        assertEquals(
                List.of(
                        "lost 1 segments of 9601 samples",
                        "segment at 960: 1 in 640 bytes, 320 samples, flags 3, came 9"),
                journal.lines);
    }

    @Test
    void shouldTakeNothingWhileItsOwnCommandsWait() {
        List<Integer> seen = new ArrayList<>();
        StageDuty<?> duty = new StageDuty<>("middle", ordered, packets, after);
        for (int i = 0; i < SLOTS + 1; i++) {
            packets.execute(() -> seen.add(1));
        }
        ordered.execute(() -> seen.add(2));
        assertEquals(0, duty.work(1_000));
        assertFalse(duty.pending());
        assertTrue(duty.nextDeadlineNs() - 1_000 < 10_000_000);
        drain(packets);
        assertTrue(duty.work(2_000) > 0);
        drain(packets);
        assertEquals(SLOTS + 2, seen.size());
        // The one that waited reached its own thread after the one that ran on this.
        assertEquals(2, seen.get(SLOTS));
    }

    @Test
    void shouldGoOnAfterAnErrorAndHandOnEverythingAtTheEnd() {
        StageDuty<?> duty = new StageDuty<>("last", packets, Outlet.NONE, after);
        packets.execute(
                () -> {
                    throw new IllegalStateException("thrown by the test");
                });
        send(packets.connect(journal), 1);
        duty.close();
        assertEquals(1, journal.lines.size());
        assertEquals(1, after.get(Counter.DROP_HANDLER_ERROR));
        assertFalse(duty.pending());
    }

    private void drain(StageRing<?, ?> ring) {
        new StageDuty<>("drain", ring, Outlet.NONE, after).work(0);
    }

    private void send(PacketTaker entrance, int sequence) {
        int slot = slabBefore.take();
        int offset = slabBefore.offset(slot) + 12;
        slabBefore.buffer().putByte(offset, (byte) sequence);
        entrance.onPacket(
                slot,
                packet(sequence)
                        .payload(slabBefore.buffer(), offset, 20)
                        .type(111, true)
                        .times(1_000 + sequence, 0));
    }

    private void order(JitterSink entrance, int sequence) {
        payload.putByte(3, (byte) sequence);
        entrance.onPacket(packet(sequence));
    }

    private MediaPacket packet(int sequence) {
        return new MediaPacket()
                .payload(payload, 3, 20)
                .position(sequence, 960L * sequence)
                .type(111, false)
                .level(sequence, true)
                .times(5, 6);
    }

    private static void segment(SegmentTaker entrance, int index) {
        assertTrue(entrance.claim(640));
        entrance.buffer().putByte(entrance.offset(), (byte) index);
        entrance.commit(640, 320, 960L * index, 9, 3);
    }
}
