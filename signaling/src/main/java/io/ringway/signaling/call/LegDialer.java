package io.ringway.signaling.call;

/** Calls parties of one kind. Thread: any; does not block. */
@FunctionalInterface
public interface LegDialer {

    /**
     * Begins to call somebody.
     *
     * @param observer hears what becomes of it, failures included
     * @return the new leg; its first signal may already be on its way
     */
    CallLeg dial(DialRequest request, LegObserver observer);
}
