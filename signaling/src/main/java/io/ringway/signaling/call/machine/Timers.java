package io.ringway.signaling.call.machine;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The timers of a call that run. Owner: the call's machine. */
final class Timers {

    private final Consumer<CallEffect> effects;
    private final Set<CallTimer> running = new LinkedHashSet<>();
    private int serial;

    Timers(Consumer<CallEffect> effects) {
        this.effects = effects;
    }

    /** Starts a timer in place of one of its kind; none when the delay is 0. */
    void start(CallTimer.Kind kind, String legId, int delayMs) {
        cancel(kind, legId);
        if (delayMs > 0) {
            CallTimer timer = new CallTimer(kind, legId, ++serial);
            running.add(timer);
            effects.accept(new CallEffect.StartTimer(timer, delayMs));
        }
    }

    void cancel(CallTimer.Kind kind, String legId) {
        cancel(timer -> timer.kind() == kind && timer.legId().equals(legId));
    }

    void cancelAllOf(String legId) {
        cancel(timer -> timer.legId().equals(legId));
    }

    void cancelAll() {
        cancel(timer -> true);
    }

    /** Takes note that a timer fired; false when it was cancelled meanwhile. */
    boolean fired(CallTimer timer) {
        return running.remove(timer);
    }

    private void cancel(Predicate<CallTimer> which) {
        List<CallTimer> cancelled = new ArrayList<>(running);
        cancelled.removeIf(which.negate());
        for (CallTimer timer : cancelled) {
            running.remove(timer);
            effects.accept(new CallEffect.CancelTimer(timer));
        }
    }
}
