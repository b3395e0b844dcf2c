package io.ringway.signaling.call;

import org.jspecify.annotations.Nullable;

/** Knows which leg a protocol's own names for a call mean. Thread: any; does not block. */
@FunctionalInterface
public interface CallDirectory {

    /** A directory of nothing. */
    CallDirectory EMPTY = target -> null;

    /**
     * @return the leg here that is the addressed call, {@link CallLeg#id()}; null when there is
     *     none
     */
    @Nullable String findLeg(TransferTarget.Attended target);
}
