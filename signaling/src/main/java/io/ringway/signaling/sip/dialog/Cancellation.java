package io.ringway.signaling.sip.dialog;

import io.ringway.signaling.call.Cause;
import org.jspecify.annotations.Nullable;

/**
 * Whether an INVITE of ours is to be given up, and when its CANCEL may go: once, and not before
 * something was heard of it (RFC 3261 §9.1).
 *
 * <p>Thread: its leg's.
 */
final class Cancellation {

    private @Nullable Cause cause;
    private boolean heard;
    private boolean sent;

    /** A response has come. */
    void heard() {
        heard = true;
    }

    void ask(Cause why) {
        cause = why;
    }

    boolean asked() {
        return cause != null;
    }

    /** Why nobody needs it: another one has answered, unless something else was said. */
    Cause cause() {
        Cause why = cause;
        return why != null ? why : Cause.of(Cause.Kind.ANSWERED_ELSEWHERE);
    }

    /** Whether the CANCEL is to be sent now; then it counts as sent. */
    boolean due() {
        boolean due = asked() && heard && !sent;
        sent |= due;
        return due;
    }
}
