package io.ringway.media.ice;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** An address of the peer, offered by signaling or learned from its checks. Thread: the agent's. */
final class RemoteCandidate {

    /** Priorities above are not allowed (RFC 8445 §5.1.2) and would overflow a pair's. */
    private static final long MAX_PRIORITY = 0x7FFF_FFFFL;

    final InetSocketAddress address;
    private @Nullable String foundation;
    private long priority;

    private RemoteCandidate(InetSocketAddress address, @Nullable String foundation, long priority) {
        this.address = address;
        this.foundation = foundation;
        this.priority = Math.clamp(priority, 1, MAX_PRIORITY);
    }

    static RemoteCandidate offered(IceCandidate candidate, InetSocketAddress address) {
        return new RemoteCandidate(address, candidate.foundation(), candidate.priority());
    }

    static RemoteCandidate peerReflexive(InetSocketAddress address, long priority) {
        return new RemoteCandidate(address, null, priority);
    }

    /** Signaling names an address that checks had found first (RFC 8838 §11.4). */
    void becomeOffered(IceCandidate candidate) {
        foundation = candidate.foundation();
        priority = Math.clamp(candidate.priority(), 1, MAX_PRIORITY);
    }

    boolean peerReflexive() {
        return foundation == null;
    }

    /** Learned addresses have a foundation of their own each (RFC 8445 §7.3.1.3). */
    boolean sameFoundation(RemoteCandidate other) {
        return foundation == null ? this == other : foundation.equals(other.foundation);
    }

    long priority() {
        return priority;
    }
}
