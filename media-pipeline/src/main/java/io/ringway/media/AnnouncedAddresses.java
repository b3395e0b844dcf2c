package io.ringway.media;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * By which address each local one is reached from outside, where the host is mapped one to one: the
 * first announced of a family belongs to the first local one of it, and so on; if fewer are
 * announced than there are, the last belongs to the rest. Loopback is nobody's outside.
 *
 * <p>Thread: any.
 */
public final class AnnouncedAddresses {

    private final Map<InetAddress, InetAddress> outside = new HashMap<>();

    /**
     * Settles the mapping.
     *
     * @throws IllegalArgumentException when one of those announced is no address and no known name
     */
    public AnnouncedAddresses(List<InetAddress> local, List<String> announced) {
        List<InetAddress> ipv4 = new ArrayList<>();
        List<InetAddress> ipv6 = new ArrayList<>();
        for (String host : announced) {
            InetAddress address = resolve(host);
            (address instanceof Inet4Address ? ipv4 : ipv6).add(address);
        }
        map(local.stream().filter(Inet4Address.class::isInstance).toList(), ipv4);
        map(local.stream().filter(a -> !(a instanceof Inet4Address)).toList(), ipv6);
    }

    /** What to announce for a local address. */
    public InetAddress of(InetAddress local) {
        return outside.getOrDefault(local, local);
    }

    private void map(List<InetAddress> local, List<InetAddress> announced) {
        List<InetAddress> mapped =
                local.stream().filter(address -> !address.isLoopbackAddress()).toList();
        for (int i = 0; i < mapped.size() && !announced.isEmpty(); i++) {
            outside.put(mapped.get(i), announced.get(Math.min(i, announced.size() - 1)));
        }
    }

    private static InetAddress resolve(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(
                    "announced address '" + host + "' is no address and no known name", e);
        }
    }
}
