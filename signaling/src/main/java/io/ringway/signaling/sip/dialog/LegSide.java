package io.ringway.signaling.sip.dialog;

import io.ringway.signaling.call.Cause;
import org.jspecify.annotations.Nullable;

/**
 * The part of a leg that differs between one who called and one who is called; on its queue, but
 * for {@link #open}.
 */
interface LegSide {

    /**
     * Opens a caller's media, unless it is open: it is known now where the call goes, and what the
     * call does next may need it. Thread: the call's; waits until ports are bound, some tenths of a
     * millisecond.
     */
    void open();

    void ring();

    void progress();

    void answer();

    void refuse(Cause cause);

    void hangUp(Cause cause);

    /** The dialog, once it is confirmed; else null. */
    @Nullable InDialog session();
}
