package io.ringway.signaling.sip.dialog;

import io.ringway.signaling.call.DialTarget;
import java.util.List;

/** Knows where people are. Thread: any; may block for a look-up. */
@FunctionalInterface
public interface Targets {

    /**
     * Where to send a call.
     *
     * @param parallel whether all places are called at once; else the next one is tried when one
     *     cannot be reached
     */
    record Plan(List<OutgoingTarget> targets, boolean parallel) {

        public Plan {
            targets = List.copyOf(targets);
        }
    }

    /** Where somebody is; an empty plan when nobody knows. */
    Plan resolve(DialTarget target);
}
