package io.ringway.media.ice;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The peer's addresses of one generation. Offered and learned ones are capped each on its own, so
 * that a flood of offered addresses cannot shut out the one the peer really sends from.
 *
 * <p>Thread: the agent's.
 */
final class RemoteCandidates {

    private final int maxOffered;
    private final int maxLearned;
    private final List<RemoteCandidate> all = new ArrayList<>();
    private int learned;

    RemoteCandidates(int maxOffered, int maxLearned) {
        this.maxOffered = maxOffered;
        this.maxLearned = maxLearned;
    }

    @Nullable RemoteCandidate at(InetSocketAddress address) {
        for (int i = 0; i < all.size(); i++) {
            RemoteCandidate remote = all.get(i);
            if (remote.address.equals(address)) {
                return remote;
            }
        }
        return null;
    }

    boolean roomForOffered() {
        return all.size() - learned < maxOffered;
    }

    boolean roomForLearned() {
        return learned < maxLearned;
    }

    RemoteCandidate offer(IceCandidate candidate, InetSocketAddress address) {
        RemoteCandidate known = at(address);
        if (known != null) {
            learned -= known.peerReflexive() ? 1 : 0;
            known.becomeOffered(candidate);
            return known;
        }
        RemoteCandidate offered = RemoteCandidate.offered(candidate, address);
        all.add(offered);
        return offered;
    }

    RemoteCandidate learn(InetSocketAddress source, long priority) {
        RemoteCandidate remote = RemoteCandidate.peerReflexive(source, priority);
        all.add(remote);
        learned++;
        return remote;
    }

    void forget(RemoteCandidate remote) {
        if (all.remove(remote) && remote.peerReflexive()) {
            learned--;
        }
    }
}
