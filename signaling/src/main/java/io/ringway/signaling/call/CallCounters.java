package io.ringway.signaling.call;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What became of calls since the start of the process. Thread: any. */
public final class CallCounters {

    private final LongAdder begun = new LongAdder();
    private final LongAdder answered = new LongAdder();
    private final LongAdder refusedByLimit = new LongAdder();
    private final LongAdder signalsDropped = new LongAdder();
    private final Map<Cause.Kind, LongAdder> unanswered = adders();
    private final Map<Cause.Kind, LongAdder> ended = adders();

    CallCounters() {}

    void begun() {
        begun.increment();
    }

    void refusedByLimit() {
        refusedByLimit.increment();
    }

    void signalDropped() {
        signalsDropped.increment();
    }

    void ended(boolean wasAnswered, Cause.Kind cause) {
        if (wasAnswered) {
            answered.increment();
        }
        LongAdder adder = (wasAnswered ? ended : unanswered).get(cause);
        if (adder != null) {
            adder.increment();
        }
    }

    /** Calls that were begun, in or out. */
    public long callsBegun() {
        return begun.sum();
    }

    /** Ended calls that had been answered. */
    public long callsAnswered() {
        return answered.sum();
    }

    /** Callers refused since too many calls ran. */
    public long callsRefusedByLimit() {
        return refusedByLimit.sum();
    }

    /** Signals dropped since too many of one call waited. */
    public long droppedSignals() {
        return signalsDropped.sum();
    }

    /** Calls that ended without an answer, by why; every cause is there. */
    public Map<Cause.Kind, Long> failedBy() {
        return sums(unanswered);
    }

    /** Answered calls that ended, by why; every cause is there. */
    public Map<Cause.Kind, Long> endedBy() {
        return sums(ended);
    }

    private static Map<Cause.Kind, LongAdder> adders() {
        Map<Cause.Kind, LongAdder> adders = new EnumMap<>(Cause.Kind.class);
        for (Cause.Kind kind : Cause.Kind.values()) {
            adders.put(kind, new LongAdder());
        }
        return adders;
    }

    private static Map<Cause.Kind, Long> sums(Map<Cause.Kind, LongAdder> adders) {
        Map<Cause.Kind, Long> sums = new EnumMap<>(Cause.Kind.class);
        adders.forEach((kind, adder) -> sums.put(kind, adder.sum()));
        return sums;
    }
}
