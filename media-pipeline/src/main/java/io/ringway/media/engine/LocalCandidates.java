package io.ringway.media.engine;

import io.ringway.media.AddressLiteral;
import io.ringway.media.ice.CandidateType;
import io.ringway.media.ice.IceCandidate;
import io.ringway.media.ice.LocalPath;
import io.ringway.media.net.MediaSockets;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The addresses every leg advertises: announced ones first, then the sockets' own, then what STUN
 * servers have told. All legs share the media port, so all advertise the same.
 *
 * <p>Thread: any.
 */
final class LocalCandidates {

    private static final int COMPONENT = 1;
    private static final int TOP_PREFERENCE = 65_535;

    private final List<LocalPath> paths = new ArrayList<>();
    private final List<IceCandidate> candidates = new CopyOnWriteArrayList<>();

    LocalCandidates(MediaSockets sockets, List<String> announced) {
        int preference = TOP_PREFERENCE;
        for (String host : announced) {
            add(CandidateType.HOST, host, sockets.port(), preference--, null);
        }
        for (int path = 0; path < sockets.paths(); path++) {
            InetSocketAddress address = sockets.of(path, 0).localAddress();
            boolean ipv6 = address.getAddress() instanceof Inet6Address;
            paths.add(new LocalPath(path, ipv6, preference));
            add(CandidateType.HOST, hostOf(address), address.getPort(), preference--, null);
        }
    }

    List<LocalPath> paths() {
        return paths;
    }

    List<IceCandidate> all() {
        return List.copyOf(candidates);
    }

    /**
     * Adds what a STUN server saw of a socket.
     *
     * @return the candidate, or null when it is known already
     */
    @Nullable IceCandidate addReflexive(InetSocketAddress mapped, InetSocketAddress base) {
        String host = hostOf(mapped);
        for (IceCandidate known : candidates) {
            if (known.host().equals(host) && known.port() == mapped.getPort()) {
                return null;
            }
        }
        int preference = TOP_PREFERENCE - candidates.size();
        return add(CandidateType.SERVER_REFLEXIVE, host, mapped.getPort(), preference, base);
    }

    private IceCandidate add(
            CandidateType type,
            String host,
            int port,
            int preference,
            @Nullable InetSocketAddress base) {
        IceCandidate candidate =
                new IceCandidate(
                        Integer.toString(candidates.size() + 1),
                        COMPONENT,
                        IceCandidate.priorityOf(type, preference, COMPONENT),
                        host,
                        port,
                        type,
                        base == null ? null : hostOf(base),
                        base == null ? 0 : base.getPort());
        candidates.add(candidate);
        return candidate;
    }

    private static String hostOf(InetSocketAddress address) {
        return AddressLiteral.of(address.getAddress());
    }
}
