package io.ringway.signaling.call.machine;

import io.ringway.signaling.call.TransferTarget;
import org.jspecify.annotations.Nullable;

/** A party being connected with somebody else. Owner: the call's machine. */
final class Transfer {

    /** Whom the waiting party talked to; null when that was a service, or it has left. */
    @Nullable Leg transferor;

    /** Whether the transferring party asked for it itself, and wants to hear how far it comes. */
    final boolean asked;

    final Leg waiting;

    /** What the call was about, to go back to. */
    final Phase before;

    /** On whose account the target is called. */
    final String via;

    /** The call to be replaced at the target; null for none. */
    TransferTarget.@Nullable Attended replaces;

    Transfer(@Nullable Leg transferor, boolean asked, Leg waiting, Phase before, String via) {
        this.transferor = transferor;
        this.asked = asked;
        this.waiting = waiting;
        this.before = before;
        this.via = via;
    }
}
