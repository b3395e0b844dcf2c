package io.ringway.media.ice;

import org.jspecify.annotations.Nullable;

/**
 * Regular nomination by a controlling agent (RFC 8445 §8.1.1): the best valid pair, once no better
 * one is still being tried or the delay is over. A pair in use that fell silent gives way to one
 * that did not, without a restart, as browsers do after a change of network.
 *
 * <p>Thread: the agent's.
 */
final class Nomination {

    private final IceSettings settings;
    private final PairSelection selection;

    Nomination(IceSettings settings, PairSelection selection) {
        this.settings = settings;
        this.selection = selection;
    }

    /** The pair to nominate now; null when there is none or one is being nominated. */
    @Nullable CandidatePair choose(IceGeneration generation, long nowNs) {
        if (generation.nominating != null) {
            return null;
        }
        if (selection.isIn(generation)) {
            CandidatePair alternative = generation.checkList.freshestAlternative();
            boolean better = alternative != null && selection.outlived(alternative);
            return better ? alternative : null;
        }
        CandidatePair best = generation.checkList.bestValid();
        boolean wait =
                best != null
                        && generation.checkList.betterOpen(best)
                        && dueNs(generation) - nowNs > 0;
        return wait ? null : best;
    }

    /** When {@link #choose} stops waiting for a better pair. */
    long deadlineNs(IceGeneration generation) {
        boolean waiting =
                generation.anyValid
                        && generation.nominating == null
                        && !selection.isIn(generation)
                        && generation.checkList.bestValid() != null;
        return waiting ? dueNs(generation) : Deadline.NONE;
    }

    private long dueNs(IceGeneration generation) {
        return generation.firstValidNs + settings.nominationDelayNs();
    }
}
