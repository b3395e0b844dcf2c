package io.ringway.signaling.call;

/** Decides where calls go. Thread: any; does not block. */
@FunctionalInterface
public interface CallRouter {

    /** Where that call goes; a {@link Destination.Refuse} when no rule fits. */
    Destination route(CallParties parties);
}
