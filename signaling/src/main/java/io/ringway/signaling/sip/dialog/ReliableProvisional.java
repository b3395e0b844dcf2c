package io.ringway.signaling.sip.dialog;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Provisional responses that are sent reliably (RFC 3262 §3): numbered one up, one in flight, the
 * next when the one before was acknowledged.
 *
 * @param <R> a response
 */
final class ReliableProvisional<R> {

    private final long inviteCSeq;
    private final ArrayDeque<R> waiting = new ArrayDeque<>();
    private long rseq;
    private @Nullable R inFlight;

    /**
     * @param firstRseq number of the first one, 1 to 2^31 − 1
     */
    ReliableProvisional(long inviteCSeq, long firstRseq) {
        this.inviteCSeq = inviteCSeq;
        this.rseq = firstRseq - 1;
    }

    /** Takes a response that is to be sent; null when it has to wait for the one before. */
    @Nullable R send(R response) {
        if (inFlight != null) {
            waiting.add(response);
            return null;
        }
        inFlight = response;
        rseq++;
        return response;
    }

    /** RSeq of the one in flight. */
    long rseq() {
        return rseq;
    }

    boolean pending() {
        return inFlight != null;
    }

    /** Whether it is this one that waits for its acknowledgement. */
    boolean inFlight(R response) {
        return inFlight == response;
    }

    /** Whether this PRACK acknowledges the one in flight, which then is done with. */
    boolean acknowledge(long rackRseq, long rackCSeq, String rackMethod) {
        boolean matches =
                inFlight != null
                        && rackRseq == rseq
                        && rackCSeq == inviteCSeq
                        && rackMethod.equals("INVITE");
        if (matches) {
            inFlight = null;
        }
        return matches;
    }

    /** The one that waited longest, now in flight; null when none does. */
    @Nullable R next() {
        R response = inFlight == null ? waiting.poll() : null;
        return response == null ? null : send(response);
    }

    /** Forgets everything: the final response has been sent. */
    void clear() {
        waiting.clear();
        inFlight = null;
    }
}
