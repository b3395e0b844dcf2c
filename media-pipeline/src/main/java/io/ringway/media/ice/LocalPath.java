package io.ringway.media.ice;

import java.net.Inet6Address;
import java.net.InetSocketAddress;

/**
 * A way out of this host: one media socket in one address family. A dual-stack socket is two paths.
 *
 * @param index what {@link IceOutput#send} and the ingress call it; 0 to 255
 * @param ipv6 whether it reaches IPv6 addresses, else IPv4
 * @param localPreference 0 to 65535; higher is preferred (RFC 8445 §5.1.2.1)
 */
public record LocalPath(int index, boolean ipv6, int localPreference) {

    private static final int COMPONENT = 1;

    public LocalPath {
        if (index < 0 || index > 255) {
            throw new IllegalArgumentException("path index must be 0 to 255, got " + index);
        }
        if (localPreference < 0 || localPreference > 0xFFFF) {
            throw new IllegalArgumentException(
                    "local preference must be 0 to 65535, got " + localPreference);
        }
    }

    /** Whether that address is of this path's family. */
    public boolean reaches(InetSocketAddress remote) {
        return remote.getAddress() instanceof Inet6Address == ipv6;
    }

    /** Priority of the host candidate this path stands for. */
    long hostPriority() {
        return IceCandidate.priorityOf(CandidateType.HOST, localPreference, COMPONENT);
    }

    /** PRIORITY of checks sent here: as if learned by the peer from them (RFC 8445 §7.1.1). */
    long checkPriority() {
        return IceCandidate.priorityOf(CandidateType.PEER_REFLEXIVE, localPreference, COMPONENT);
    }
}
