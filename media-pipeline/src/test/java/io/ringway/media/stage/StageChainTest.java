package io.ringway.media.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.SpeechFormat;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.counters.Counters;
import io.ringway.media.jitter.JitterSink;
import io.ringway.media.jitter.PacketSlab;
import io.ringway.media.rtp.MediaPacket;
import io.ringway.media.shard.DutyThread;
import io.ringway.media.shard.Outlet;
import io.ringway.media.shard.WaitPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/**
 * Three real threads behind the test's own, with rings far too small for what is sent: whatever is
 * dropped where, every packet is accounted for and every command keeps its place.
 */
class StageChainTest {

    private static final int PACKETS = 200_000;
    private static final int COMMAND_EVERY = 97;
    private static final int SLOTS = 64;
    private static final int BURST_SLOTS = 1_024;
    private static final int BURST = 1_500;
    private static final int SAMPLES = 320;
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(10);

    private final Counters counters = new Counters();
    private final CounterBlock shard = counters.newBlock("shard");
    private final PacketSlab before = new PacketSlab(1, 128);
    private final PacketSlab after = new PacketSlab(SLOTS, 128);
    private final PacketRing packets = new PacketRing(BURST_SLOTS, before, after, shard);
    private final OrderedRing ordered = new OrderedRing(SLOTS, 128, counters.newBlock("o"));
    private final SegmentRing segments = new SegmentRing(SLOTS, counters.newBlock("d"));
    private final MediaPacket packet = new MediaPacket();
    private final List<DutyThread> threads = new ArrayList<>();

    @Test
    void shouldAccountForEveryPacketAndKeepCommandsInPlace() throws Exception {
        StageChain chain =
                new StageChain(
                        packets,
                        duty("ordering", packets, ordered),
                        ordered,
                        duty("decoding", ordered, segments),
                        segments,
                        duty("forwarding", segments, Outlet.NONE));
        Forwarding forwarding = new Forwarding();
        SegmentTaker toForwarding = chain.toForwarding().connect(forwarding);
        Decoding decoding = new Decoding(toForwarding);
        Ordering ordering = new Ordering(chain.toDecoding().connect(decoding), after);
        PacketTaker first = chain.toOrdering().connect(ordering);
        int commands = send(chain, first, forwarding);
        settle(chain);
        // Finds room everywhere, so it tells what was missing before it.
        send(first, PACKETS);
        chain.onDecoding(() -> toForwarding.setFormat(SpeechFormat.LINEAR16_16K));
        packets.flushWithin(PATIENCE_NS);
        for (DutyThread thread : threads) {
            assertTrue(thread.stop(10_000));
        }
        assertEquals(PACKETS + 1, ordering.taken + shard.get(Counter.DROP_STAGE_RING_FULL));
        assertEquals(PACKETS, ordering.last);
        assertEquals(PACKETS, decoding.last);
        assertEquals(decoding.taken * SAMPLES, forwarding.samples);
        assertEquals(commands, forwarding.commands);
        assertEquals(0, counters.total(Counter.DROP_HANDLER_ERROR));
        assertTrue(counters.total(Counter.DROP_STAGE_RING_FULL) > 0, "nothing was too much");
        assertEquals(0, after.used());
        free();
    }

    private int send(StageChain chain, PacketTaker first, Forwarding forwarding)
            throws InterruptedException {
        int commands = 0;
        for (int i = 0; i < PACKETS; i++) {
            send(first, i);
            // As a shard does: no command while others wait.
            if (i % COMMAND_EVERY == 0 && packets.flush()) {
                int sentAfter = i;
                commands++;
                chain.onForwarding(() -> forwarding.onCommand(sentAfter));
            }
            if (i % BURST == 0) {
                settle(chain);
            }
        }
        return commands;
    }

    private void send(PacketTaker first, int i) {
        int slot = before.take();
        first.onPacket(
                slot,
                packet.payload(before.buffer(), before.offset(slot), 100)
                        .position(i & 0xFFFF, i)
                        .type(111, false)
                        .times(i, 0));
    }

    /** Waits until all rings are empty. */
    private void settle(StageChain chain) throws InterruptedException {
        CountDownLatch settled = new CountDownLatch(1);
        chain.onForwarding(settled::countDown);
        packets.flushWithin(PATIENCE_NS);
        assertTrue(settled.await(PATIENCE_NS, TimeUnit.NANOSECONDS));
    }

    private StageDuty<?> duty(String name, StageRing<?, ?> in, Outlet out) {
        CounterBlock own = counters.newBlock(name);
        StageDuty<?> duty = new StageDuty<>(name, in, out, own);
        DutyThread thread =
                new DutyThread(name, List.of(duty), WaitPolicy.BLOCKING, 0, in.doorbell(), own, -1);
        thread.start();
        threads.add(thread);
        return duty;
    }

    private void free() {
        packets.close();
        ordered.close();
        segments.close();
        before.close();
        after.close();
    }

    /** Tells what is missing, as a jitter buffer would. */
    private static final class Ordering implements PacketTaker {

        private final JitterSink next;
        private final PacketSlab slab;
        private long taken;
        private long last = -1;

        Ordering(JitterSink next, PacketSlab slab) {
            this.next = next;
            this.slab = slab;
        }

        @Override
        public void onPacket(int slot, MediaPacket packet) {
            assertEquals(slab.buffer(), packet.buffer());
            long number = packet.rtpTimestamp();
            packet.position(number, number);
            int missing = (int) (number - last - 1);
            if (missing > 0) {
                next.onGap(last + 1, missing, packet);
            }
            next.onPacket(packet);
            slab.give(slot);
            taken++;
            last = number;
        }
    }

    /** Makes a segment of each packet; every sequence number has to be told once. */
    private static final class Decoding implements JitterSink {

        private final SegmentTaker next;
        private long taken;
        private long last = -1;

        Decoding(SegmentTaker next) {
            this.next = next;
        }

        @Override
        public void onPacket(MediaPacket packet) {
            assertEquals(last + 1, packet.sequence());
            last = packet.sequence();
            taken++;
            next.claim(2 * SAMPLES);
            next.buffer().putLong(next.offset(), last);
            next.commit(2 * SAMPLES, SAMPLES, packet.rtpTimestamp(), packet.arrivalNs(), 0);
        }

        @Override
        public void onGap(long firstMissingSequence, int missing, MediaPacket following) {
            assertEquals(last + 1, firstMissingSequence);
            last += missing;
        }

        @Override
        public void onLate(MediaPacket packet) {
            throw new AssertionError("nothing comes late");
        }

        @Override
        public void onDiscontinuity() {
            throw new AssertionError("the stream never begins anew");
        }
    }

    /** Sums what arrives and what is said to be lost. */
    private static final class Forwarding implements SegmentTaker {

        private final UnsafeBuffer room = new UnsafeBuffer(new byte[2 * SAMPLES]);
        private long samples;
        private long last = -1;
        private int commands;
        private long fence = -1;

        /** A command sent behind that packet: none later has arrived, none earlier will. */
        void onCommand(long sentAfter) {
            assertTrue(last <= sentAfter, "packet " + last + " overtook a command");
            fence = sentAfter;
            commands++;
        }

        @Override
        public void setFormat(SpeechFormat format) {
            assertEquals(SpeechFormat.LINEAR16_16K, format);
        }

        @Override
        public void onLost(int lost, long lostSamples) {
            assertEquals((long) lost * SAMPLES, lostSamples);
            samples += lostSamples;
        }

        @Override
        public boolean claim(int maxPayloadBytes) {
            return maxPayloadBytes <= room.capacity();
        }

        @Override
        public MutableDirectBuffer buffer() {
            return room;
        }

        @Override
        public int offset() {
            return 0;
        }

        @Override
        public void commit(
                int payloadBytes,
                int samplesPerChannel,
                long extendedRtpTimestamp,
                long arrivalNs,
                int flags) {
            assertEquals(extendedRtpTimestamp, room.getLong(0));
            assertTrue(extendedRtpTimestamp > Math.max(last, fence), "out of order");
            last = extendedRtpTimestamp;
            samples += samplesPerChannel;
        }

        @Override
        public void abort() {
            throw new AssertionError("nothing is aborted");
        }
    }
}
