package io.ringway.signaling.call;

import io.ringway.signaling.call.machine.CallEvent;
import io.ringway.signaling.call.machine.CallTimer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Consumer;

/** The timers of one call that run. Owner: the call. */
final class CallTimers {

    private final CallClock clock;
    private final Consumer<CallEvent> events;
    private final Map<CallTimer, ScheduledFuture<?>> running = new HashMap<>();

    CallTimers(CallClock clock, Consumer<CallEvent> events) {
        this.clock = clock;
        this.events = events;
    }

    void start(CallTimer timer, int delayMs) {
        CallEvent fired = new CallEvent.TimerFired(timer);
        running.put(timer, clock.after(delayMs, () -> events.accept(fired)));
    }

    void cancel(CallTimer timer) {
        ScheduledFuture<?> future = running.remove(timer);
        if (future != null) {
            future.cancel(false);
        }
    }

    /** Takes note that one has fired. */
    void fired(CallTimer timer) {
        running.remove(timer);
    }
}
