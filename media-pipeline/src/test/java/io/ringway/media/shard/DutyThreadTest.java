package io.ringway.media.shard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.counters.Counters;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DutyThreadTest {

    private final CounterBlock counters = new Counters().newBlock("test");
    private final Doorbell doorbell = new Doorbell();

    private static final class QueueDuty implements Duty {
        final ConcurrentLinkedQueue<Runnable> queue = new ConcurrentLinkedQueue<>();
        final CountDownLatch closed = new CountDownLatch(1);

        @Override
        public int work(long nowNs) {
            Runnable task = queue.poll();
            if (task == null) {
                return 0;
            }
            task.run();
            return 1;
        }

        @Override
        public boolean pending() {
            return !queue.isEmpty();
        }

        @Override
        public long nextDeadlineNs() {
            return NO_DEADLINE;
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }

    @ParameterizedTest
    @EnumSource(WaitPolicy.class)
    void shouldNeverSleepThroughAKnock(WaitPolicy policy) throws Exception {
        QueueDuty duty = new QueueDuty();
        DutyThread thread = new DutyThread("t", List.of(duty), policy, 0, doorbell, counters, -1);
        thread.start();
        for (int i = 0; i < 2_000; i++) {
            CountDownLatch done = new CountDownLatch(1);
            duty.queue.add(done::countDown);
            doorbell.ring();
            assertTrue(done.await(10, TimeUnit.SECONDS), "lost wake-up " + i);
        }
        thread.stop(5_000);
        assertTrue(duty.closed.await(1, TimeUnit.SECONDS));
    }

    @Test
    void shouldGoOnAfterADutyThrows() throws Exception {
        QueueDuty duty = new QueueDuty();
        DutyThread thread =
                new DutyThread("t", List.of(duty), WaitPolicy.BLOCKING, 0, doorbell, counters, -1);
        thread.start();
        AtomicInteger ran = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(1);
        duty.queue.add(
                () -> {
                    throw new IllegalStateException("on purpose");
                });
        duty.queue.add(ran::incrementAndGet);
        duty.queue.add(done::countDown);
        doorbell.ring();
        assertTrue(done.await(10, TimeUnit.SECONDS));
        thread.stop(5_000);
        assertEquals(1, ran.get());
        assertEquals(1, counters.get(Counter.DROP_HANDLER_ERROR));
    }

    @Test
    void shouldPinToACoreThatExistsAndRefuseOneThatDoesNot() throws Exception {
        AtomicInteger outcome = new AtomicInteger();
        Thread pinned =
                Thread.ofPlatform()
                        .start(() -> outcome.set(ThreadAffinity.pinCurrentThread(0) ? 1 : 0));
        pinned.join(10_000);
        assertEquals(1, outcome.get());
        assertFalse(ThreadAffinity.pinCurrentThread(1_023));
        assertFalse(ThreadAffinity.pinCurrentThread(-1));
    }
}
