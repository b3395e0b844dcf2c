package io.ringway.media.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.SelectStrategy;
import io.netty.util.IntSupplier;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.counters.Counters;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How often an event loop looks at its sockets. */
@Timeout(60)
class LoopTurnTest {

    private static final long INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int LOOKS = 10;
    private static final InetSocketAddress SOURCE = new InetSocketAddress("127.0.0.1", 9);
    private static final IntSupplier SEVEN_READY = () -> 7;
    private static final IntSupplier NONE_READY = () -> 0;

    @Test
    void shouldLookAtOnceWithoutAnInterval() throws Exception {
        LoopTurn turn = new LoopTurn(0);
        for (int i = 0; i < LOOKS; i++) {
            assertEquals(SelectStrategy.SELECT, turn.calculateStrategy(SEVEN_READY, false));
            assertEquals(7, turn.calculateStrategy(SEVEN_READY, true));
        }
    }

    @Test
    void shouldNeverLookMoreOftenThanTheIntervalAllows() throws Exception {
        LoopTurn turn = new LoopTurn(INTERVAL_NS);
        turn.calculateStrategy(SEVEN_READY, false);
        long firstNs = System.nanoTime();
        for (int i = 0; i < LOOKS; i++) {
            assertEquals(7, turn.calculateStrategy(SEVEN_READY, false));
        }
        // Parking may end early by itself, but hardly ever does.
        long passedNs = System.nanoTime() - firstNs;
        assertTrue(passedNs >= (LOOKS - 1) * INTERVAL_NS, () -> passedNs + " ns");
    }

    @Test
    void shouldLetTasksRunInsteadOfWaiting() throws Exception {
        LoopTurn turn = new LoopTurn(TimeUnit.HOURS.toNanos(1));
        assertEquals(7, turn.calculateStrategy(SEVEN_READY, true));
        assertEquals(SelectStrategy.CONTINUE, turn.calculateStrategy(SEVEN_READY, true));
        assertEquals(SelectStrategy.CONTINUE, turn.calculateStrategy(SEVEN_READY, true));
    }

    /** A task that comes while the loop parks would keep Netty from looking at the sockets. */
    @Test
    void shouldLookItselfAfterParking() throws Exception {
        LoopTurn turn = new LoopTurn(INTERVAL_NS);
        turn.calculateStrategy(NONE_READY, true);
        assertEquals(7, turn.calculateStrategy(SEVEN_READY, false));
        assertEquals(SelectStrategy.SELECT, turn.calculateStrategy(NONE_READY, false));
    }

    @Test
    void shouldWakeEachShardOnceForAllThatWasRead() throws Exception {
        LoopTurn turn = new LoopTurn(0);
        AtomicInteger first = new AtomicInteger();
        AtomicInteger second = new AtomicInteger();
        MediaRing one = new MediaRing(4, true, first::incrementAndGet);
        MediaRing other = new MediaRing(4, true, second::incrementAndGet);
        for (int i = 0; i < 10; i++) {
            turn.wakeSoon(one);
            turn.wakeSoon(other);
        }
        assertEquals(0, first.get() + second.get());
        turn.calculateStrategy(NONE_READY, true);
        turn.calculateStrategy(NONE_READY, true);
        assertEquals(1, first.get());
        assertEquals(1, second.get());
    }

    /** A shard with a processor of its own need not wait until a thousand sockets were read. */
    @Test
    void shouldWakeAShardThatHasEnoughToBegin() {
        LoopTurn turn = new LoopTurn(0);
        AtomicInteger wakes = new AtomicInteger();
        MediaRing ring = new MediaRing(4, true, wakes::incrementAndGet);
        for (int i = 0; i < 1_000; i++) {
            turn.wakeSoon(ring);
        }
        assertEquals(31, wakes.get());
    }

    /** Half full: of what a turn may bring, no more would fit. */
    private static MediaRing crowdedRing() {
        MediaRing ring = new MediaRing(4, true, () -> {});
        UnsafeBuffer datagram = new UnsafeBuffer(ByteBuffer.allocateDirect(8));
        CounterBlock counters = new Counters().newBlock("loop");
        PacketTarget nobody = new FakeTarget(ring);
        for (int i = 0; i < 2; i++) {
            ring.publish(PacketKind.RTP, nobody, SOURCE, 0, datagram, 8, 0, counters);
        }
        return ring;
    }

    private record FakeTarget(MediaRing ring) implements PacketTarget {

        @Override
        public void onDtls(DirectBuffer bytes, int length) {}

        @Override
        public void onPacket(PacketEvent event, long nowNs) {}
    }

    @Test
    void shouldLeaveSocketsAloneUntilAShardHasRoom() throws Exception {
        MediaRing ring = crowdedRing();
        AtomicInteger pauses = new AtomicInteger();
        LongConsumer thirdEmpties =
                ns -> {
                    if (pauses.incrementAndGet() == 3) {
                        ring.poll((event, sequence, endOfBatch) -> true);
                    }
                };
        LoopTurn turn = new LoopTurn(0, thirdEmpties);
        turn.feed(ring);
        assertEquals(SelectStrategy.SELECT, turn.calculateStrategy(SEVEN_READY, false));
        assertEquals(3, pauses.get());
        turn.calculateStrategy(SEVEN_READY, false);
        assertEquals(3, pauses.get());
    }

    @Test
    void shouldReadAfterAllWhereNoShardGoesOn() throws Exception {
        LoopTurn turn = new LoopTurn(0);
        turn.feed(crowdedRing());
        long sinceNs = System.nanoTime();
        assertEquals(SelectStrategy.SELECT, turn.calculateStrategy(SEVEN_READY, false));
        long passedNs = System.nanoTime() - sinceNs;
        assertTrue(passedNs >= TimeUnit.MILLISECONDS.toNanos(50), () -> passedNs + " ns");
    }

    @Test
    void shouldKeepNeitherTasksNorAShardWithRoomWaiting() throws Exception {
        AtomicInteger pauses = new AtomicInteger();
        LoopTurn turn = new LoopTurn(0, ns -> pauses.incrementAndGet());
        turn.feed(crowdedRing());
        assertEquals(7, turn.calculateStrategy(SEVEN_READY, true));
        turn.feed(new MediaRing(4, true, () -> {}));
        turn.calculateStrategy(SEVEN_READY, false);
        assertEquals(0, pauses.get());
    }

    /** After a pause longer than the interval, what comes does not wait. */
    @Test
    void shouldNotWaitAfterAPause() throws Exception {
        LoopTurn turn = new LoopTurn(TimeUnit.MICROSECONDS.toNanos(1));
        turn.calculateStrategy(SEVEN_READY, false);
        long spinUntilNs = System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(10);
        while (System.nanoTime() < spinUntilNs) {
            Thread.onSpinWait();
        }
        assertEquals(7, turn.calculateStrategy(SEVEN_READY, true));
    }
}
