package io.ringway.media.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.SelectStrategy;
import io.netty.util.IntSupplier;
import java.util.concurrent.TimeUnit;
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
