package io.ringway.media.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.SelectStrategy;
import io.netty.util.IntSupplier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How often an event loop looks at its sockets. */
@Timeout(60)
class LoopTurnTest {

    private static final long INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int LOOKS = 10;
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
