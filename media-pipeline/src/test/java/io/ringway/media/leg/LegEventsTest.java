package io.ringway.media.leg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.CloseReason;
import io.ringway.media.LegEvent;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.Counters;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LegEventsTest {

    private final Counters counters = new Counters();
    private final List<LegEvent> heard = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    private void hear(LegEvent event) {
        heard.add(event);
        if (event instanceof LegEvent.Closed) {
            closed.countDown();
        }
    }

    @Test
    void shouldTellInOrderAndGoOnAfterAListenerThrows() throws Exception {
        LegEvents events =
                new LegEvents(
                        "s",
                        event -> {
                            hear(event);
                            if (event instanceof LegEvent.IceDisconnected) {
                                throw new IllegalStateException("on purpose");
                            }
                        },
                        counters.shared());
        events.tell(new LegEvent.IceConnected("127.0.0.1:1"));
        events.tell(new LegEvent.IceDisconnected());
        events.tell(new LegEvent.Closed(CloseReason.LOCAL_HANGUP, "done"));
        assertTrue(closed.await(10, TimeUnit.SECONDS));
        assertInstanceOf(LegEvent.IceConnected.class, heard.get(0));
        assertInstanceOf(LegEvent.IceDisconnected.class, heard.get(1));
        assertEquals(3, heard.size());
    }

    @Test
    void shouldBoundWhatASlowListenerLeavesButKeepTheEnd() throws Exception {
        CountDownLatch mayGoOn = new CountDownLatch(1);
        LegEvents events =
                new LegEvents(
                        "s",
                        event -> {
                            await(mayGoOn);
                            hear(event);
                        },
                        counters.shared());
        for (int i = 0; i < 1_000; i++) {
            events.tell(new LegEvent.IceConnected("127.0.0.1:" + i));
        }
        events.tell(new LegEvent.Closed(CloseReason.SHUTDOWN, "end"));
        mayGoOn.countDown();
        assertTrue(closed.await(10, TimeUnit.SECONDS));
        assertTrue(heard.size() <= 258, "told " + heard.size());
        assertTrue(counters.total(Counter.DROP_EVENT_QUEUE) >= 742);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
