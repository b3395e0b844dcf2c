package io.ringway.signaling.call.machine;

import io.ringway.signaling.call.CallParties;
import io.ringway.signaling.call.Cause;
import io.ringway.signaling.call.Destination;
import io.ringway.signaling.call.TransferTarget;
import org.jspecify.annotations.Nullable;

/** What a call is about just now. */
sealed interface Phase {

    /** Nothing has happened yet. */
    record Idle() implements Phase {}

    /** The caller's session is being registered: it is known where it goes. */
    record Admitting(Leg caller, CallParties parties, Destination destination) implements Phase {}

    /** The caller, or a party being transferred, waits to hear where it goes. */
    record Routing(Leg waiting, CallParties parties) implements Phase {}

    /**
     * Parties are called.
     *
     * @param waiting whom they will talk to; null while it is the caller itself that is called
     */
    record Hunting(@Nullable Leg waiting, Hunt hunt) implements Phase {}

    /** Something is played before the waiting party is sent away. */
    record Announcing(Leg waiting, Cause cause) implements Phase {}

    /** A party talks to a service of this server. */
    record Serving(Leg leg, Service service) implements Phase {}

    record Talking(Pair pair) implements Phase {}

    /** A party waits for the one that takes its former partner's place. */
    record Joining(Leg waiting, Leg joiner, boolean record) implements Phase {}

    /** It is looked up whether the call a party is to be joined with runs here. */
    record Finding(Leg waiting, TransferTarget.Attended target) implements Phase {}

    /** A party waits for a leg of another call. */
    record Taking(Leg waiting) implements Phase {}

    /** Legs are ending. */
    record Ending(Cause cause) implements Phase {}

    /** Two legs that talk; the first is the left channel of a recording. */
    record Pair(Leg first, Leg second, boolean record) {

        boolean has(Leg leg) {
            return leg == first || leg == second;
        }

        Leg other(Leg leg) {
            return leg == first ? second : first;
        }

        /** The same with another leg in the place of one of them. */
        Pair with(Leg replaced, Leg leg) {
            return replaced == first ? new Pair(leg, second, record) : new Pair(first, leg, record);
        }
    }
}
