package io.ringway.signaling.call;

import java.util.List;

/** Where a call goes. */
public sealed interface Destination {

    /** The caller hears itself. */
    record Echo() implements Destination {}

    /** The speech service listens and talks; nobody else does. */
    record Speech() implements Destination {}

    /** The caller and everybody else who is in that room hear each other. */
    record Conference(String room) implements Destination {}

    /**
     * Parties to be called, and bridged with the caller.
     *
     * @param targets who; all at once when parallel, else one after the other
     * @param ringMs how long one of them (or all at once) may take to answer
     * @param record whether both sides are recorded
     */
    record Dial(List<DialTarget> targets, boolean parallel, int ringMs, boolean record)
            implements Destination {

        public Dial {
            targets = List.copyOf(targets);
            if (targets.isEmpty()) {
                throw new IllegalArgumentException("a call needs somebody to be called");
            }
        }
    }

    /**
     * Something is played before the call is refused.
     *
     * @param sound name of the sound
     */
    record Announce(String sound, Cause cause) implements Destination {}

    /** The call is refused. */
    record Refuse(Cause cause) implements Destination {}
}
