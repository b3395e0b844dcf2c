package io.ringway.media.ice;

import io.ringway.media.ice.CandidatePair.State;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pairs of one generation, best first, and which is to be checked next (RFC 8445 §6.1.2,
 * §6.1.4).
 *
 * <p>Thread: the agent's.
 */
final class CheckList {

    private final IceSettings settings;
    private final List<LocalPath> paths;
    private final RemoteCandidates remotes;
    private final List<CandidatePair> pairs = new ArrayList<>();
    private final ArrayDeque<CandidatePair> triggered = new ArrayDeque<>();
    private boolean controlling;
    private boolean completed;

    CheckList(IceSettings settings, List<LocalPath> paths, boolean controlling) {
        this.settings = settings;
        this.paths = paths;
        this.controlling = controlling;
        this.remotes =
                new RemoteCandidates(settings.maxRemoteCandidates(), settings.maxPeerReflexive());
    }

    /** Pairs an offered candidate with every path of its family; false when over the limit. */
    boolean addOffered(
            IceGeneration generation,
            IceCandidate candidate,
            InetSocketAddress address,
            long nowNs) {
        RemoteCandidate known = remotes.at(address);
        if (known != null && !known.peerReflexive()) {
            return true;
        }
        if (!remotes.roomForOffered()) {
            return false;
        }
        RemoteCandidate remote = remotes.offer(candidate, address);
        if (known != null) {
            prioritizeAll();
        }
        for (LocalPath path : paths) {
            if (path.reaches(address) && pairOf(path.index(), address) == null) {
                insert(new CandidatePair(generation, path, remote, nowNs), false);
            }
        }
        return true;
    }

    /** The pair a check came over, learned if new; null when there is no room or no such path. */
    @Nullable CandidatePair heardFrom(
            IceGeneration generation,
            int pathIndex,
            InetSocketAddress source,
            long priority,
            long nowNs) {
        CandidatePair pair = pairOf(pathIndex, source);
        if (pair != null) {
            pair.heardNs = nowNs;
            return pair;
        }
        LocalPath path = pathOf(pathIndex, source);
        RemoteCandidate remote = path == null ? null : remoteOrLearned(source, priority);
        if (path == null || remote == null) {
            return null;
        }
        CandidatePair learned = new CandidatePair(generation, path, remote, nowNs);
        return insert(learned, true) ? learned : null;
    }

    @Nullable CandidatePair pairOf(int pathIndex, InetSocketAddress remote) {
        for (int i = 0; i < pairs.size(); i++) {
            CandidatePair pair = pairs.get(i);
            if (pair.path.index() == pathIndex && pair.remote.address.equals(remote)) {
                return pair;
            }
        }
        return null;
    }

    /** Puts a pair at the end of the triggered-check queue (RFC 8445 §6.1.4.1). */
    void trigger(CandidatePair pair) {
        if (!pair.evicted && !triggered.contains(pair)) {
            pair.state = State.WAITING;
            triggered.add(pair);
        }
    }

    /** Takes the pair to check now: triggered, then waiting, then frozen, each best first. */
    @Nullable CandidatePair takeNext() {
        CandidatePair next = triggered.poll();
        return next != null || completed ? next : ordinary();
    }

    boolean hasNext() {
        return !triggered.isEmpty() || (!completed && ordinary() != null);
    }

    /** Only triggered checks from now on: a pair of this list is in use. */
    void complete() {
        completed = true;
    }

    /** Everything is to be checked again: the pair in use was lost. */
    void reopen() {
        completed = false;
        for (CandidatePair pair : pairs) {
            pair.state = State.WAITING;
            pair.nominating = false;
            pair.nominated &= !controlling;
        }
    }

    /** Checks whatever could replace the selected pair. */
    void probeAlternatives() {
        for (CandidatePair pair : pairs) {
            if (!pair.selected && pair.state != State.IN_PROGRESS) {
                trigger(pair);
            }
        }
    }

    /** The best valid pair; null when there is none. */
    @Nullable CandidatePair bestValid() {
        for (CandidatePair pair : pairs) {
            if (pair.succeeded()) {
                return pair;
            }
        }
        return null;
    }

    /** Whether a pair better than that one may still become valid. */
    boolean betterOpen(CandidatePair than) {
        for (CandidatePair pair : pairs) {
            if (pair == than) {
                return false;
            }
            if (pair.open()) {
                return true;
            }
        }
        return false;
    }

    /** The valid pair other than the selected one that was heard of last. */
    @Nullable CandidatePair freshestAlternative() {
        CandidatePair freshest = null;
        for (CandidatePair pair : pairs) {
            boolean candidate = pair.succeeded() && !pair.selected;
            if (candidate && (freshest == null || pair.heardNs - freshest.heardNs > 0)) {
                freshest = pair;
            }
        }
        return freshest;
    }

    /** Pairs waiting or in progress, for the retransmission time-out (RFC 8445 §14.3). */
    int busyCount() {
        int count = 0;
        for (CandidatePair pair : pairs) {
            count += pair.open() && pair.state != State.FROZEN ? 1 : 0;
        }
        return count;
    }

    void setControlling(boolean nowControlling) {
        controlling = nowControlling;
        prioritizeAll();
    }

    int size() {
        return pairs.size();
    }

    /**
     * A waiting pair, else a frozen one whose foundation is not being tried, else any frozen one.
     */
    private @Nullable CandidatePair ordinary() {
        CandidatePair frozen = null;
        CandidatePair sameFoundation = null;
        for (CandidatePair pair : pairs) {
            if (pair.state == State.WAITING) {
                return pair;
            }
            if (pair.state == State.FROZEN && foundationInProgress(pair)) {
                sameFoundation = sameFoundation == null ? pair : sameFoundation;
            } else if (pair.state == State.FROZEN) {
                frozen = frozen == null ? pair : frozen;
            }
        }
        return frozen == null ? sameFoundation : frozen;
    }

    private boolean foundationInProgress(CandidatePair pair) {
        for (CandidatePair other : pairs) {
            if (other.state == State.IN_PROGRESS && other.sameFoundation(pair)) {
                return true;
            }
        }
        return false;
    }

    private @Nullable LocalPath pathOf(int index, InetSocketAddress remote) {
        for (LocalPath path : paths) {
            if (path.index() == index && path.reaches(remote)) {
                return path;
            }
        }
        return null;
    }

    /** Makes room by giving up the learned address unheard for longest, if the cap is met. */
    private @Nullable RemoteCandidate remoteOrLearned(InetSocketAddress source, long priority) {
        RemoteCandidate known = remotes.at(source);
        if (known != null) {
            return known;
        }
        CandidatePair stalest = remotes.roomForLearned() ? null : stalestLearned();
        if (stalest != null) {
            RemoteCandidate remote = stalest.remote;
            pairs.stream().filter(pair -> pair.remote == remote).toList().forEach(this::evict);
        }
        return remotes.roomForLearned() ? remotes.learn(source, priority) : null;
    }

    private @Nullable CandidatePair stalestLearned() {
        CandidatePair stalest = null;
        for (CandidatePair pair : pairs) {
            boolean candidate = pair.remote.peerReflexive() && !pair.selected;
            if (candidate && (stalest == null || pair.heardNs - stalest.heardNs < 0)) {
                stalest = pair;
            }
        }
        return stalest;
    }

    private void evict(CandidatePair pair) {
        pair.evicted = true;
        pairs.remove(pair);
        triggered.remove(pair);
        boolean used = pairs.stream().anyMatch(other -> other.remote == pair.remote);
        if (pair.remote.peerReflexive() && !used) {
            remotes.forget(pair.remote);
        }
    }

    /**
     * Best first. A full list gives up its worst idle pair, for a proven pair even a better one.
     */
    private boolean insert(CandidatePair pair, boolean proven) {
        pair.prioritize(controlling);
        if (pairs.size() >= settings.maxPairs() && !evictWorst(pair, proven)) {
            return false;
        }
        int at = 0;
        while (at < pairs.size() && pairs.get(at).priority >= pair.priority) {
            at++;
        }
        pairs.add(at, pair);
        return true;
    }

    private boolean evictWorst(CandidatePair pair, boolean proven) {
        for (int i = pairs.size() - 1; i >= 0; i--) {
            CandidatePair worst = pairs.get(i);
            if (worst.evictable()) {
                boolean yields = proven || worst.priority < pair.priority;
                if (yields) {
                    evict(worst);
                }
                return yields;
            }
        }
        return false;
    }

    private void prioritizeAll() {
        for (CandidatePair pair : pairs) {
            pair.prioritize(controlling);
        }
        pairs.sort((a, b) -> Long.compare(b.priority, a.priority));
    }
}
