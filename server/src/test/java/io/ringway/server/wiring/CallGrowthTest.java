package io.ringway.server.wiring;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** When calls have grown enough for the heap to be collected. */
class CallGrowthTest {

    private static final int PERCENT = 20;

    private final CallGrowth growth = new CallGrowth(PERCENT);

    /** Begins where nanoTime may wrap around. */
    private long nowNs = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(30);

    @Test
    void shouldAskOnceForCallsThatHaveBeenAdded() {
        assertFalse(look(400), "they are being added");
        assertTrue(look(400));
        assertFalse(later(400), "they have been moved together");
    }

    @Test
    void shouldNotCareForFew() {
        look(CallGrowth.LEAST_CALLS - 1);
        assertFalse(look(CallGrowth.LEAST_CALLS - 1));
        look(CallGrowth.LEAST_CALLS);
        assertTrue(look(CallGrowth.LEAST_CALLS));
    }

    @Test
    void shouldAskForTheShareItWasGivenAndNoLess() {
        collectAt(1_000);
        later(1_199);
        assertFalse(look(1_199));
        look(1_200);
        assertTrue(look(1_200));
    }

    @Test
    void shouldNotWaitForAnEndOfGrowingThatDoesNotCome() {
        collectAt(1_000);
        assertFalse(later(1_500), "it only just noticed");
        assertFalse(later(1_600));
        assertTrue(later(1_700));
    }

    @Test
    void shouldLeaveTimeBetweenTwo() {
        collectAt(1_000);
        look(5_000);
        assertFalse(look(5_000), "two seconds after the last one");
        assertTrue(later(5_000));
    }

    @Test
    void shouldNotTakeCallsThatCameForThoseThatLeft() {
        collectAt(1_000);
        assertFalse(later(500));
        look(900);
        assertTrue(look(900), "400 of 900 are new");
    }

    @Test
    void shouldLetSomeComeAndGo() {
        collectAt(1_000);
        for (int i = 0; i < 100; i++) {
            assertFalse(later(950 + i % 3 * 50));
        }
    }

    private void collectAt(int calls) {
        later(calls);
        assertTrue(look(calls));
    }

    private boolean look(int calls) {
        nowNs += TimeUnit.SECONDS.toNanos(1);
        return growth.due(calls, nowNs);
    }

    private boolean later(int calls) {
        nowNs += CallGrowth.LEAST_INTERVAL_NS;
        return growth.due(calls, nowNs);
    }
}
