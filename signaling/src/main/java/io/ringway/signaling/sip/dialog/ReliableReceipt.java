package io.ringway.signaling.sip.dialog;

/** Order of reliable provisional responses of one early dialog at the caller (RFC 3262 §4). */
final class ReliableReceipt {

    /** What is to be done with one. */
    enum Verdict {
        /** New and in order: acknowledge and use it. */
        NEW,
        /** Seen before: acknowledged already. */
        REPEATED,
        /** One before it is missing: leave it, it will be sent again. */
        EARLY
    }

    private long last = -1;

    Verdict receive(long rseq) {
        if (last < 0 || rseq == last + 1) {
            last = rseq;
            return Verdict.NEW;
        }
        return rseq <= last ? Verdict.REPEATED : Verdict.EARLY;
    }
}
