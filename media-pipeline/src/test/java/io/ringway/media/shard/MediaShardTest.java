package io.ringway.media.shard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.counters.Counters;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MediaShardTest {

    private final CounterBlock counters = new Counters().newBlock("shard");
    private boolean roomBehind = true;
    private int flushes;
    private final MediaShard shard = new MediaShard(0, 256, true, List.of(), this::flush, counters);
    private int ran;
    private int due;

    /** The first of them leaves work for the shard. */
    private final class Due extends DeadlineHeap.Entry {
        private final List<Integer> ranBehind;

        Due(List<Integer> ranBehind) {
            this.ranBehind = ranBehind;
        }

        @Override
        protected void onDeadline(long nowNs) {
            if (due++ == 0) {
                shard.execute(() -> ranBehind.add(due));
            }
        }
    }

    private boolean flush() {
        flushes++;
        return roomBehind;
    }

    @Test
    void shouldTakeNoCommandsWhileThoseItSentOnWaitForRoom() {
        roomBehind = false;
        assertTrue(shard.execute(() -> ran++));
        assertEquals(0, shard.work(1_000));
        assertEquals(0, ran);
        assertFalse(shard.pending(), "it would not find anything it may do");
        assertTrue(shard.nextDeadlineNs() - 1_000 <= 1_000_000, "it looks again soon");
        roomBehind = true;
        assertEquals(1, shard.work(2_000));
        assertEquals(1, ran);
        assertEquals(Duty.NO_DEADLINE, shard.nextDeadlineNs());
    }

    @Test
    void shouldWakeTheStageBehindOnceACycle() {
        for (int i = 0; i < 10; i++) {
            shard.execute(() -> ran++);
        }
        shard.work(1_000);
        assertEquals(10, ran);
        assertEquals(2, flushes, "before the commands and behind them");
    }

    @Test
    void shouldLookForWorkAmongManyDeadlines() {
        List<Integer> ranBehind = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            shard.deadlines().schedule(new Due(ranBehind), i);
        }
        int cycles = 0;
        while (due < 100 || shard.pending()) {
            shard.work(1_000);
            cycles++;
            assertTrue(cycles <= 100, "deadlines are passed over");
        }
        assertEquals(Duty.NO_DEADLINE, shard.nextDeadlineNs());
        assertTrue(ranBehind.getFirst() <= 50, "deadlines ran before other work: " + ranBehind);
    }

    @Test
    void shouldSurviveACommandThatFails() {
        shard.execute(
                () -> {
                    throw new AssertionError("thrown by the test");
                });
        shard.execute(() -> ran++);
        shard.work(1_000);
        assertEquals(1, ran);
        assertEquals(1, counters.get(Counter.DROP_HANDLER_ERROR));
    }

    @Test
    void shouldRefuseAndCountCommandsBeyondItsQueue() {
        int taken = 0;
        while (shard.execute(() -> ran++)) {
            taken++;
        }
        assertEquals(1, counters.get(Counter.DROP_COMMAND_QUEUE));
        while (shard.pending()) {
            shard.work(1_000);
        }
        assertEquals(taken, ran);
    }
}
