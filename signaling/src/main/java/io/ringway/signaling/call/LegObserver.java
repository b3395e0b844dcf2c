package io.ringway.signaling.call;

/** Hears what becomes of a leg. Thread: any; does not block. */
@FunctionalInterface
public interface LegObserver {

    /** Something happened; {@link LegSignal.Ended} is always the last. */
    void onSignal(LegSignal signal);
}
