package io.ringway.media.ice;

import io.ringway.media.stun.StunMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All checks of an agent that wait for an answer: at most one per pair that may be retransmitted, a
 * few that have gone quiet, a few of consent. Thread: the agent's.
 */
final class OutstandingChecks {

    private static final int MAX = 256;

    private final List<OutstandingCheck> checks = new ArrayList<>();

    /** When full the oldest is forgotten; its answer would come to nothing. */
    void add(OutstandingCheck check) {
        if (checks.size() >= MAX) {
            checks.removeFirst();
        }
        checks.add(check);
    }

    @Nullable OutstandingCheck find(StunMessage response) {
        for (OutstandingCheck check : checks) {
            if (response.hasTransactionId(check.id)) {
                return check;
            }
        }
        return null;
    }

    /** Some check whose time has come; null when there is none. */
    @Nullable OutstandingCheck due(long nowNs) {
        for (OutstandingCheck check : checks) {
            if (check.deadlineNs() - nowNs <= 0) {
                return check;
            }
        }
        return null;
    }

    void remove(OutstandingCheck check) {
        checks.remove(check);
    }

    void removeIf(Predicate<OutstandingCheck> unwanted) {
        checks.removeIf(unwanted);
    }

    /** Whether another check of that pair is still under way. */
    boolean covers(CandidatePair pair) {
        for (OutstandingCheck check : checks) {
            if (check.pair == pair && !check.consent) {
                return true;
            }
        }
        return false;
    }

    /** Stops retransmissions of that pair's checks. */
    void quieten(CandidatePair pair, long untilNs) {
        for (OutstandingCheck check : checks) {
            if (check.pair == pair) {
                check.quieten(untilNs);
            }
        }
    }

    /** Stops retransmissions of all of a generation's checks. */
    void quieten(IceGeneration generation, long untilNs) {
        for (OutstandingCheck check : checks) {
            if (check.pair.generation == generation) {
                check.quieten(untilNs);
            }
        }
    }

    long nextDeadlineNs() {
        // Asked after every packet of media, so without an iterator.
        long next = Deadline.NONE;
        for (int i = 0; i < checks.size(); i++) {
            next = Deadline.earlier(next, checks.get(i).deadlineNs());
        }
        return next;
    }
}
