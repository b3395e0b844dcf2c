package io.ringway.signaling.sip.dialog;

import io.ringway.signaling.call.Cause;
import org.jspecify.annotations.Nullable;

/** The part of a leg that differs between one who called and one who is called; on its queue. */
interface LegSide {

    void ring();

    void progress();

    void answer();

    void refuse(Cause cause);

    void hangUp(Cause cause);

    /** The dialog, once it is confirmed; else null. */
    @Nullable InDialog session();
}
