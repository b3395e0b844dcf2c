package io.ringway.server.wiring;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** When the heap is worth collecting for calls that are new. */
class CollectionTimingTest {

    private static final int PERCENT = 20;
    private static final double BUSY = 0.7;
    private static final double IDLE = 0.1;

    private final CollectionTiming timing = new CollectionTiming(PERCENT, BUSY);

    /** Begins where nanoTime may wrap around. */
    private long nowNs = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(30);

    private double load = IDLE;
    private int open;
    private long opened;

    @Test
    void shouldAskOnceForCallsThatHaveBeenAdded() {
        add(400);
        assertFalse(look(), "they are being added");
        assertTrue(look());
        assertFalse(later(), "they have been moved together");
    }

    @Test
    void shouldNotCareForFew() {
        add(CollectionTiming.LEAST_CALLS - 1);
        look();
        assertFalse(look());
        add(1);
        look();
        assertTrue(look());
    }

    @Test
    void shouldAskForTheShareItWasGivenAndNoLess() {
        collected(800);
        add(199);
        later();
        assertFalse(look());
        add(1);
        look();
        assertTrue(look(), "200 of 1,000 are new");
    }

    @Test
    void shouldNotWaitForAnEndOfGrowingThatDoesNotCome() {
        collected(1_000);
        add(500);
        assertFalse(later(), "it only just noticed");
        add(100);
        assertTrue(later());
    }

    @Test
    void shouldLeaveTimeBetweenTwo() {
        collected(1_000);
        add(4_000);
        look();
        assertFalse(look(), "two seconds after the last one");
        assertTrue(later());
    }

    @Test
    void shouldNoticeNewCallsThatTakeThePlaceOfOldOnes() {
        collected(1_000);
        end(200);
        add(200);
        assertTrue(later(), "200 of 1,000 are new");
    }

    @Test
    void shouldNotTakeCallsThatAreOverForNewOnes() {
        collected(1_000);
        add(2_000);
        end(2_900);
        assertTrue(later(), "all that are left may be new");
        end(1);
        assertFalse(later());
    }

    @Test
    void shouldWaitUntilThereIsRoom() {
        add(1_000);
        look();
        load = BUSY + 0.01;
        assertFalse(later());
        load = BUSY;
        assertTrue(look());
    }

    private void collected(int calls) {
        add(calls);
        later();
        assertTrue(look());
    }

    private void add(int calls) {
        open += calls;
        opened += calls;
    }

    private void end(int calls) {
        open -= calls;
    }

    private boolean look() {
        nowNs += TimeUnit.SECONDS.toNanos(1);
        return timing.due(open, opened, load, nowNs);
    }

    private boolean later() {
        nowNs += CollectionTiming.LEAST_INTERVAL_NS;
        return timing.due(open, opened, load, nowNs);
    }
}
