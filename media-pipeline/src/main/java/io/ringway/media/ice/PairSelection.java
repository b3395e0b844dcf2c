package io.ringway.media.ice;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Which pair carries media: the highest-priority nominated one, a newer generation before an older
 * one, and after that whichever valid pair the peer's authenticated media comes over.
 *
 * <p>Thread: the agent's.
 */
final class PairSelection {

    private final IceSettings settings;
    private @Nullable CandidatePair selected;
    private @Nullable CandidatePair followed;
    private int followedPackets;

    /** The object in which the selected pair's address came last; every flow keeps one. */
    private @Nullable InetSocketAddress carriedFrom;

    PairSelection(IceSettings settings) {
        this.settings = settings;
    }

    @Nullable CandidatePair selected() {
        return selected;
    }

    @Nullable InetSocketAddress destination() {
        return selected == null ? null : selected.remote.address;
    }

    boolean isIn(IceGeneration generation) {
        return selected != null && selected.generation == generation;
    }

    /**
     * Whether a pair just nominated is to take over from the selected one. A check can be replayed
     * by whoever saw it, from any address, so equal rank is not enough while the selected pair is
     * heard of: authenticated media moves the leg, see {@link #follows}, or silence.
     */
    boolean prefers(CandidatePair nominated, long nowNs) {
        CandidatePair current = selected;
        if (current == null || current == nominated) {
            return current == null;
        }
        int newer = nominated.generation.number - current.generation.number;
        boolean silent = nowNs - current.heardNs > settings.selectedSilenceNs();
        return newer > 0 || (newer == 0 && (silent || nominated.priority > current.priority));
    }

    void select(CandidatePair pair) {
        clear();
        selected = pair;
        pair.selected = true;
        pair.nominated = true;
    }

    /** What was selected needs another nomination to come back. */
    void clear() {
        if (selected != null) {
            selected.selected = false;
            selected.nominated = false;
        }
        selected = null;
        carriedFrom = null;
        followed = null;
        followedPackets = 0;
    }

    /**
     * Whether this is the selected pair; the usual case for media, and the cheapest: an address
     * that is the same object is not looked into, which would read eight more places of memory.
     */
    boolean carries(int pathIndex, InetSocketAddress source) {
        CandidatePair current = selected;
        if (current == null || current.path.index() != pathIndex) {
            return false;
        }
        if (source != carriedFrom && !current.remote.address.equals(source)) {
            return false;
        }
        carriedFrom = source;
        return true;
    }

    /** Authenticated media came over the selected pair. */
    void stay(long nowNs) {
        followedPackets = 0;
        if (selected != null) {
            selected.heardNs = nowNs;
        }
    }

    /**
     * Authenticated media came over another valid pair.
     *
     * @return whether it did often enough in a row to follow it there
     */
    boolean follows(CandidatePair pair) {
        followedPackets = pair == followed ? followedPackets + 1 : 1;
        followed = pair;
        CandidatePair current = selected;
        boolean comparable = current != null && current.generation == pair.generation;
        return comparable && followedPackets >= settings.followMediaPackets();
    }

    /** Whether that pair is alive while the selected one no longer is. */
    boolean outlived(CandidatePair alternative) {
        CandidatePair current = selected;
        return current != null
                && alternative.heardNs - current.heardNs > settings.selectedSilenceNs();
    }
}
