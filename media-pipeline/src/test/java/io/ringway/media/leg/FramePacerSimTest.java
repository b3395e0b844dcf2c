package io.ringway.media.leg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.leg.FramePacer.Outcome;
import io.ringway.media.shard.DeadlineHeap;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Frames against a clock that wakes late. */
@Timeout(30)
class FramePacerSimTest {

    private static final long MS = 1_000_000;
    private static final long SEED = 5;

    private final DeadlineHeap deadlines = new DeadlineHeap();
    private final List<Long> due = new ArrayList<>();
    private final List<Boolean> spurts = new ArrayList<>();
    private Outcome outcome = Outcome.SENT;
    private final FramePacer pacer = new FramePacer(deadlines, 20, this::next);

    private Outcome next(boolean talkSpurt, long dueNs) {
        due.add(dueNs);
        spurts.add(talkSpurt);
        return outcome;
    }

    /** An hour of wake-ups up to 15 ms late: every frame in its place, none early, no drift. */
    @Test
    void shouldKeepTheScheduleHoweverLateItWakes() {
        Random random = new Random(SEED);
        int frames = 3_600 * 50;
        long nowNs = 7 * MS;
        pacer.start(nowNs);
        while (due.size() < frames) {
            nowNs = deadlines.nextDeadlineNs() + random.nextLong(15 * MS);
            int before = due.size();
            deadlines.expire(nowNs);
            assertEquals(before + 1, due.size(), "seed " + SEED);
        }
        for (int i = 0; i < frames; i++) {
            assertEquals(7 * MS + i * 20L * MS, due.get(i));
            assertEquals(i == 0, spurts.get(i));
        }
    }

    @Test
    void shouldSendWhatIsDueAfterAShortDelay() {
        pacer.start(0);
        deadlines.expire(0);
        deadlines.expire(95 * MS);
        assertEquals(List.of(0L, 20 * MS, 40 * MS, 60 * MS, 80 * MS), due);
        assertEquals(100 * MS, deadlines.nextDeadlineNs());
    }

    @Test
    void shouldBeginAnewAfterALongDelay() {
        pacer.start(0);
        deadlines.expire(0);
        deadlines.expire(3_000 * MS + 7);
        assertEquals(List.of(0L, 3_000 * MS + 7), due);
        assertEquals(List.of(true, true), spurts);
        assertEquals(3_020 * MS + 7, deadlines.nextDeadlineNs());
    }

    @Test
    void shouldCallTheFirstFrameAfterSilenceATalkSpurt() {
        pacer.start(0);
        deadlines.expire(0);
        outcome = Outcome.SILENT;
        deadlines.expire(40 * MS);
        outcome = Outcome.SENT;
        deadlines.expire(80 * MS);
        assertEquals(List.of(true, false, true, true, false), spurts);
    }

    @Test
    void shouldWaitToBeStartedWhenThereIsNothingToSay() {
        pacer.start(0);
        outcome = Outcome.OVER;
        deadlines.expire(0);
        assertFalse(pacer.running());
        assertEquals(0, deadlines.size());
        outcome = Outcome.SENT;
        pacer.start(33 * MS);
        pacer.start(34 * MS);
        deadlines.expire(33 * MS);
        assertTrue(pacer.running());
        assertEquals(List.of(0L, 33 * MS), due);
    }
}
