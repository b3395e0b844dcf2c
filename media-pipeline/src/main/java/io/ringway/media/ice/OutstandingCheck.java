package io.ringway.media.ice;

import io.ringway.media.stun.TransactionId;

/** A Binding request that has no answer yet. Thread: the agent's. */
final class OutstandingCheck {

    final TransactionId id;
    final CandidatePair pair;

    /** The role stated in it; every retransmission has to be the same message. */
    final boolean controlling;

    final long tieBreaker;
    final boolean useCandidate;

    /** Consent checks are sent once each (RFC 7675 §5.1). */
    final boolean consent;

    private long rtoNs;
    private int transmissions = 1;
    private long deadlineNs;
    private boolean quiet;

    OutstandingCheck(
            TransactionId id,
            CandidatePair pair,
            boolean controlling,
            long tieBreaker,
            boolean useCandidate,
            boolean consent) {
        this.id = id;
        this.pair = pair;
        this.controlling = controlling;
        this.tieBreaker = tieBreaker;
        this.useCandidate = useCandidate;
        this.consent = consent;
    }

    /** Sets the first time-out: the retransmission of a check, the end of a consent check. */
    void arm(long firstRtoNs, long nowNs) {
        rtoNs = firstRtoNs;
        deadlineNs = nowNs + firstRtoNs;
    }

    long deadlineNs() {
        return deadlineNs;
    }

    /**
     * Doubles the time-out, the last one being 16 times the first (RFC 8489 §6.2.1).
     *
     * @return false when all is sent and the check has failed
     */
    boolean retransmit(IceSettings settings, long nowNs) {
        if (consent || quiet || transmissions >= settings.maxTransmissions()) {
            return false;
        }
        transmissions++;
        rtoNs *= 2;
        boolean last = transmissions == settings.maxTransmissions();
        deadlineNs = nowNs + (last ? 16 * settings.initialRtoNs() : rtoNs);
        return true;
    }

    /** No more retransmissions, but an answer still counts (RFC 8445 §7.3.1.4). */
    void quieten(long untilNs) {
        if (!quiet && !consent) {
            quiet = true;
            deadlineNs = untilNs;
        }
    }

    /** Whether its end says something about the pair. */
    boolean decisive() {
        return !consent && !pair.evicted;
    }
}
