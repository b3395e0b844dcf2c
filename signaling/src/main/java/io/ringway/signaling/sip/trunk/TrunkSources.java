package io.ringway.signaling.sip.trunk;

import io.ringway.signaling.sip.transport.SipStack;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which addresses are which trunk's: those of the settings, else those its servers' names lead to,
 * asked anew every now and then. What a trunk's name leads to is believed for as long as no other
 * answer comes.
 *
 * <p>Thread: any; {@link #refresh} blocks on name servers.
 */
final class TrunkSources {

    private static final Logger LOG = LoggerFactory.getLogger(TrunkSources.class);

    private final List<TrunkSettings> trunks;
    private final SipStack stack;
    private volatile Map<String, Set<InetAddress>> resolved = Map.of();

    TrunkSources(List<TrunkSettings> trunks, SipStack stack) {
        this.stack = stack;
        this.trunks = List.copyOf(trunks);
    }

    /** The trunk an address belongs to, the first of several; empty for none. */
    String trunkOf(InetAddress source) {
        for (TrunkSettings trunk : trunks) {
            boolean stated = trunk.sources().stream().anyMatch(subnet -> subnet.contains(source));
            boolean server =
                    trunk.sources().isEmpty()
                            && resolved.getOrDefault(trunk.name(), Set.of()).contains(source);
            if (stated || server) {
                return trunk.name();
            }
        }
        return "";
    }

    void refresh() {
        Map<String, Set<InetAddress>> next = new LinkedHashMap<>();
        for (TrunkSettings trunk : trunks) {
            Set<InetAddress> addresses = new HashSet<>();
            for (TrunkServer server : trunk.servers()) {
                addresses.addAll(resolve(trunk.name(), server));
            }
            Set<InetAddress> before = resolved.getOrDefault(trunk.name(), Set.of());
            next.put(trunk.name(), addresses.isEmpty() ? before : Set.copyOf(addresses));
        }
        resolved = Map.copyOf(next);
    }

    private List<InetAddress> resolve(String trunk, TrunkServer server) {
        try {
            return stack.locateAll(server.transport(), server.host(), server.port()).stream()
                    .map(InetSocketAddress::getAddress)
                    .toList();
        } catch (UnknownHostException e) {
            LOG.warn("sip trunk={} server has no address server={}", trunk, server);
            return List.of();
        }
    }
}
